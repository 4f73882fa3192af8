import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'

const Lock = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
})

/** Where Node would find the package `name` from the folder of the package `from`. */
function places(from: string, name: string): string[] {
  const inner = `${from}/node_modules/${name}`.replace(/^\//, '')
  const parent = from.lastIndexOf('node_modules/')
  return parent === -1 ? [inner] : [inner, ...places(from.slice(0, Math.max(0, parent - 1)), name)]
}

test('the lock names every optional package, also those of other systems, or `npm ci` refuses it', () => {
  const { packages } = Lock.parse(JSON.parse(readFileSync(resolve('package-lock.json'), 'utf8')))
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !places(from, name).some((place) => place in packages)),
  )
  expect(missing).toEqual([])
})
