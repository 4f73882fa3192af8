import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGuard } from '#main/guard/guard-start.ts'
import { recordRefusedStart, refusedStartsFile } from '#main/guard/refusal-record.ts'
import { takeRefusedStarts } from '#main/guard/refused-starts.ts'
import { aLog, testTime } from '#test/support/client-parts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guard-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const argument = { kind: 'argument', names: ['--inspect'] } as const
const at = new Date(testTime)

function aGuard() {
  const { log, lines } = aLog()
  const exit = vi.fn()
  const record = vi.fn()
  return { guard: createGuard({ log, clock: () => testTime, record, exit }), lines, exit, record }
}

test('a refused start is recorded, logged and ends with exit code 3', () => {
  const { guard, lines, exit, record } = aGuard()
  guard.judge({ commandLine: ['--inspect'], env: {}, userId: 1000 })
  expect(record).toHaveBeenCalledExactlyOnceWith(argument, at)
  expect(lines).toMatchObject([{ event: 'start-refused', reason: 'argument --inspect' }])
  expect(exit).toHaveBeenCalledExactlyOnceWith(3)
})

test('a plain start leaves no trace', () => {
  const { guard, lines, exit, record } = aGuard()
  guard.judge({ commandLine: [], env: {}, userId: 1000 })
  expect(exit).not.toHaveBeenCalled()
  expect(record).not.toHaveBeenCalled()
  expect(lines).toEqual([])
})

test('the next good start takes along what was refused, once', () => {
  const own = join(folder, 'not-there-yet')
  recordRefusedStart(own, argument, at)
  recordRefusedStart(own, { kind: 'root', names: [] }, at)
  expect(statSync(own).mode & 0o777).toBe(0o700)
  expect(statSync(join(own, refusedStartsFile)).mode & 0o777).toBe(0o600)
  expect(takeRefusedStarts(own)).toEqual([
    { at: at.toISOString(), ...argument },
    { at: at.toISOString(), kind: 'root', names: [] },
  ])
  expect(takeRefusedStarts(own)).toEqual([])
})

test('lines somebody else wrote are not believed', () => {
  const lines = ['{', '{"at":"now","kind":"argument","names":[]}', '{"__proto__":{}}', '[]', 'x'.repeat(300_000)]
  writeFileSync(join(folder, refusedStartsFile), lines.join('\n'))
  expect(takeRefusedStarts(folder)).toEqual([])
})

test('the record does not grow without end', () => {
  for (let count = 0; count < 2000; count += 1) recordRefusedStart(folder, argument, at)
  expect(statSync(join(folder, refusedStartsFile)).size).toBeLessThan(66 * 1024)
})

test('a link in place of the record is not followed', () => {
  const victim = join(folder, 'victim')
  writeFileSync(victim, 'kept')
  symlinkSync(victim, join(folder, refusedStartsFile))
  recordRefusedStart(folder, argument, at)
  expect(readFileSync(victim, 'utf8')).toBe('kept')
})

test('a folder that cannot be written does not keep the start from being refused', () => {
  writeFileSync(join(folder, 'file'), '')
  chmodSync(join(folder, 'file'), 0o400)
  expect(() => recordRefusedStart(join(folder, 'file', 'x'), argument, at)).not.toThrow()
})
