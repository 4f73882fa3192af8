import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FUSES, findWire, fuseProblems, setFuses } from '#scripts/package/fuses.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuses-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

function aProgram(wire: string, version = 1): Buffer {
  return Buffer.concat([
    Buffer.from(`\x7fELF…${sentinel}`),
    Buffer.from([version, wire.length]),
    Buffer.from(`${wire}…`),
  ])
}

function setIn(wire: string, kind: 'production' | 'test'): string {
  const file = join(folder, 'program')
  writeFileSync(file, aProgram(wire))
  return setFuses(file, kind)
}

test.each([
  { runtime: 'Electron 45, nine fuses', wire: '101100011', kind: 'production', set: '010011001' },
  { runtime: 'Electron 25, seven fuses', wire: '1011000', kind: 'production', set: '0100110' },
  { runtime: 'a build for Playwright', wire: '1011000', kind: 'test', set: '0101110' },
] as const)('$runtime: $set', ({ wire, kind, set }) => {
  expect(setIn(wire, kind)).toBe(set)
  expect(fuseProblems(readFileSync(join(folder, 'program')), kind)).toEqual([])
})

test('a fuse nobody has decided about fails the build', () => {
  expect(() => setIn('1'.repeat(FUSES.length + 1), 'production')).toThrow('fuse 9: nobody has decided')
})

test('a fuse that this runtime was built without cannot be set, and fails the build', () => {
  expect(() => setIn('r011000', 'production')).toThrow('RunAsNode')
})

test('one fuse flipped back is found by reading the finished file', () => {
  expect(fuseProblems(aProgram('1100110'), 'production')).toEqual(['RunAsNode is 1, not 0'])
})

test.each([
  { why: 'no wire', program: Buffer.from('nothing') },
  { why: 'two wires', program: Buffer.concat([aProgram('1011000'), aProgram('1011000')]) },
  { why: 'a wire of another version', program: aProgram('1011000', 2) },
])('$why is refused', ({ program }) => {
  expect(() => findWire(program)).toThrow()
})
