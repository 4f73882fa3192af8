import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('the headless demo plays the main job and three refusals, and leaves a picture of each step', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/demo.mjs', '--headless'], {
    timeout: 110_000,
  })
  for (const line of [
    'this workstation is bound',
    'logged in',
    'consent uploaded and registered',
    'query decided by the service',
    'read page by page',
    'refused: no consent',
    'refused: not a working day',
    'refused: this address is not bound',
    'log verified',
  ]) {
    expect(stdout).toContain(line)
  }
  const pictures = readdirSync(join('out', 'demo'))
  expect(pictures).toHaveLength(14)
  for (const picture of pictures) expect(statSync(join('out', 'demo', picture)).size).toBeGreaterThan(10_000)
})
