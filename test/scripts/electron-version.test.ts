import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The oldest version whose known holes that touch this program are mended. */
const minimum = [45, 4, 1] as const

test('the Electron that is released is not older than the oldest without known holes', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const version = String(lock.packages['node_modules/electron'].version).split('.').map(Number)
  const compared = minimum.map((number, index) => Math.sign((version[index] ?? 0) - number))
  expect(compared.find((sign) => sign !== 0) ?? 0).toBeGreaterThanOrEqual(0)
})
