import { expect, test } from 'vitest'
import { HardwareFactors } from '#contract/workstation.ts'
import { type FactorReaders, hashValues, readHardwareFactors } from '#main/binding/hardware-factors.ts'

const nothing = async () => []
const readers: FactorReaders = {
  firmware: nothing,
  machine: nothing,
  board: nothing,
  disk: nothing,
  network: nothing,
  system: nothing,
  cpu: nothing,
}
const options = { pepper: 'pepper', limitMs: 1000 }

test.each([
  '',
  '-',
  ' None ',
  'Default string',
  'To Be Filled By O.E.M.',
  'System Serial Number',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '03000200-0400-0500-0006-000700080009',
  undefined,
  42,
])('the placeholder %j is no value', (value) => {
  expect(hashValues('board', [value], 'pepper')).toEqual([])
})

test('spelling and order of values do not matter', () => {
  expect(hashValues('disk', [' ab  C ', 'x1'], 'p')).toEqual(hashValues('disk', ['X1', 'AB c', 'x1'], 'p'))
})

test('factor name and pepper are part of the hash', () => {
  const [hash] = hashValues('disk', ['S1'], 'p')
  expect(hashValues('board', ['S1'], 'p')).not.toContain(hash)
  expect(hashValues('disk', ['S1'], 'q')).not.toContain(hash)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
})

test('what fails or takes too long is left out', async () => {
  const factors = await readHardwareFactors(
    {
      ...readers,
      cpu: async () => ['some cpu'],
      board: () => Promise.reject(new Error('No rights.')),
      disk: () => new Promise(() => undefined),
    },
    { pepper: 'pepper', limitMs: 20 },
  )
  expect(Object.keys(factors)).toEqual(['cpu'])
})

test('more values than the contract takes are cut', async () => {
  const disk = async () => Array.from({ length: 40 }, (_, index) => `serial ${index}`)
  const factors = await readHardwareFactors({ ...readers, disk }, options)
  expect(HardwareFactors.parse(factors).disk).toHaveLength(16)
})
