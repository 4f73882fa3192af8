import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { denyDumps } from '#main/guard/deny-dumps.ts'

const family: Record<number, number[]> = { 1: [2, 3], 2: [4], 3: [], 4: [] }
const childrenOf = (pid: number) => family[pid] ?? []

test('this process and all it started lose their core files, and this one its readers', () => {
  const calls = { setDumpable: vi.fn(() => 0), forbidCoreFile: vi.fn(() => 0) }
  expect(denyDumps(calls, 1, childrenOf)).toBe(true)
  expect(calls.forbidCoreFile.mock.calls.flat().toSorted()).toEqual([1, 2, 3, 4])
  expect(calls.setDumpable).toHaveBeenCalledExactlyOnceWith(false)
})

test.each([
  { why: 'the system refuses the limit', dumpable: 0, limit: -1, isSafe: false },
  { why: 'the system refuses the flag', dumpable: -1, limit: 0, isSafe: false },
])('$why: not safe', ({ dumpable, limit, isSafe }) => {
  expect(denyDumps({ setDumpable: () => dumpable, forbidCoreFile: () => limit }, 1, childrenOf)).toBe(isSafe)
})

test('a helper that is gone meanwhile does not matter', () => {
  const calls = { setDumpable: () => 0, forbidCoreFile: (pid: number) => (pid === 4 ? -1 : 0) }
  expect(denyDumps(calls, 1, childrenOf)).toBe(true)
})

test.runIf(process.platform === 'linux')('the C library is really asked', () => {
  const code = `
    const { denyDumps, openDumpCalls } = await import(${JSON.stringify(resolve('main/guard/deny-dumps.ts'))})
    const { readFileSync, statSync } = await import('node:fs')
    const before = statSync('/proc/self/mem').uid === process.getuid()
    const isSafe = denyDumps(await openDumpCalls(), process.pid)
    const limit = readFileSync('/proc/self/limits', 'utf8').split('\\n').find((line) => line.includes('core file'))
    console.log(JSON.stringify({ before, isSafe, limit: limit.replace(/ +/g, ' ').trim() }))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual({ before: true, isSafe: true, limit: 'Max core file size 0 0 bytes' })
})
