/**
 * Electron's fuses: bytes in the finished program that switch features off for good.
 *
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses and build/fuses/fuses.json5 of Electron.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { SetUpError } from '#scripts/setup/run.mjs'

/** Stands before the wire: a byte for its version, one for its length, then one byte a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const VERSION = 1
const OFF = 0x30
const ON = 0x31

/** @typedef {'production' | 'test'} BuildKind */

/**
 * Every fuse in the order of the wire, with what we decided. A runtime may have fewer; one more is for somebody to decide.
 *
 * @type {readonly { name: string, production: boolean, test: boolean }[]}
 */
export const FUSES = [
  { name: 'RunAsNode', production: false, test: false },
  { name: 'EnableCookieEncryption', production: true, test: true },
  { name: 'EnableNodeOptionsEnvironmentVariable', production: false, test: false },
  // Playwright drives the test build over the inspector.
  { name: 'EnableNodeCliInspectArguments', production: false, test: true },
  { name: 'EnableEmbeddedAsarIntegrityValidation', production: true, test: true },
  { name: 'OnlyLoadAppFromAsar', production: true, test: true },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', production: false, test: false },
  { name: 'GrantFileProtocolExtraPrivileges', production: false, test: false },
  { name: 'WasmTrapHandlers', production: true, test: true },
]

/**
 * Where the fuses of a program are, and what they say.
 *
 * @param {Buffer} program
 * @returns {{ offset: number, states: number[] }}
 * @throws {SetUpError} When there is no wire, more than one, or one of a version nobody knows.
 */
export function findWire(program) {
  const at = program.indexOf(SENTINEL)
  if (at === -1) throw new SetUpError('The program has no fuses.')
  if (program.indexOf(SENTINEL, at + 1) !== -1) throw new SetUpError('The program has two fuse wires.')
  const [version, length = 0] = program.subarray(at + SENTINEL.length)
  if (version !== VERSION) throw new SetUpError(`The fuse wire has version ${version}.`)
  const offset = at + SENTINEL.length + 2
  return { offset, states: [...program.subarray(offset, offset + length)] }
}

/**
 * What is wrong with the fuses of a program; empty when all are as decided.
 *
 * @param {Buffer} program
 * @param {BuildKind} kind
 * @returns {string[]}
 */
export function fuseProblems(program, kind) {
  const { states } = findWire(program)
  const undecided = states.slice(FUSES.length).map((_, index) => `fuse ${FUSES.length + index}: nobody has decided`)
  const wrong = states
    .slice(0, FUSES.length)
    .map((state, index) => ({ state, fuse: FUSES[index] }))
    .filter(({ state, fuse }) => fuse && state !== wanted(fuse, kind))
    .map(({ state, fuse }) => `${fuse?.name} is ${String.fromCharCode(state)}, not ${fuse?.[kind] ? '1' : '0'}`)
  return [...undecided, ...wrong]
}

/**
 * Sets the fuses of a program and reads them back from the finished file.
 *
 * @param {string} file
 * @param {BuildKind} kind
 * @returns {string} The wire, for the person.
 * @throws {SetUpError} When one could not be set or nobody has decided about it.
 */
export function setFuses(file, kind) {
  const program = readFileSync(file)
  const { offset, states } = findWire(program)
  states.forEach((state, index) => {
    const fuse = FUSES[index]
    // Another byte means that this runtime was built without the fuse.
    if (fuse && (state === OFF || state === ON)) program[offset + index] = wanted(fuse, kind)
  })
  writeFileSync(file, program)

  const finished = readFileSync(file)
  const problems = fuseProblems(finished, kind)
  if (problems.length > 0) throw new SetUpError(`The fuses of ${file} are not as decided:\n  ${problems.join('\n  ')}`)
  return String.fromCharCode(...findWire(finished).states)
}

/**
 * @param {{ production: boolean, test: boolean }} fuse
 * @param {BuildKind} kind
 */
function wanted(fuse, kind) {
  return fuse[kind] ? ON : OFF
}
