import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runDrainLoop } from '#main/journal/drain-loop.ts'
import { aJournal, closeJournals } from '#test/support/journal.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'journal')
})
afterEach(async () => {
  await closeJournals()
  rmSync(folder, { recursive: true })
})

const quarantined = () => readdirSync(folder).filter((name) => name.includes('.damaged-'))

test('what was noted offline is there after a restart and is sent once, in order', async () => {
  const before = aJournal(path)
  await Promise.all([1, 2, 3].map((at) => before.journal.note('window-refused', { at })))
  const after = aJournal(path)
  expect(await after.journal.drain()).toBe(true)
  expect(after.taken.map(({ facts, counter }) => [facts['at'], counter])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
  const later = aJournal(path)
  expect(await later.journal.drain()).toBe(true)
  expect(later.taken).toEqual([])
  await later.journal.note('program-started')
  await later.journal.drain()
  expect(later.taken).toMatchObject([{ kind: 'program-started', counter: 4, employeeId: 'E10017' }])
})

test('a service that cannot be reached leaves everything where it is', async () => {
  const { journal, taken, setOnline } = aJournal(path)
  setOnline(false)
  await journal.note('key-refused', { key: 'F12' })
  expect(await journal.drain()).toBe(false)
  expect(journal.pending()).toBe(1)
  setOnline(true)
  expect(await journal.drain()).toBe(true)
  expect([taken.length, journal.pending()]).toEqual([1, 0])
})

test('nothing that was noted can be read in the file', async () => {
  const { journal } = aJournal(path)
  await journal.note('key-refused', { key: 'canary' })
  expect(readFileSync(path).toString('latin1')).not.toMatch(/canary|E10017|key-refused/)
})

test('a cut tail is set aside and reported, and what is before it still arrives', async () => {
  const before = aJournal(path)
  for (const at of [1, 2, 3]) await before.journal.note('window-refused', { at })
  truncateSync(path, statSync(path).size - 5)
  const { journal, taken } = aJournal(path)
  await journal.note('program-started')
  await journal.drain()
  expect(taken.map(({ kind }) => kind)).toEqual([
    'window-refused',
    'window-refused',
    'journal-damaged',
    'program-started',
  ])
  expect(taken.at(2)?.facts).toEqual({ unreadable: 0, quarantined: true })
  expect(quarantined()).toHaveLength(1)
  const next = aJournal(path)
  await next.journal.drain()
  expect([next.taken.length, quarantined().length]).toEqual([0, 1])
})

test.each([
  ['is empty', ''],
  ['is something else', 'this is no journal at all'],
])('a file that %s does not block the start', async (_what, content) => {
  writeFileSync(path, content)
  const { journal, taken } = aJournal(path)
  await journal.note('program-started')
  await journal.drain()
  expect(taken.at(-1)).toMatchObject({ kind: 'program-started' })
})

test('what another keychain sealed is counted as lost, and does not block', async () => {
  await aJournal(path).journal.note('window-refused')
  const { journal, taken } = aJournal(path, { key: Buffer.alloc(32, 8) })
  await journal.note('program-started')
  await journal.drain()
  expect(taken.map(({ kind, facts }) => [kind, facts['unreadable']])).toEqual([
    ['journal-damaged', 1],
    ['program-started', undefined],
  ])
})

test('a long journal becomes short once it is sent, and goes on counting', async () => {
  const { journal, taken } = aJournal(path)
  await Promise.all(Array.from({ length: 400 }, (_, at) => journal.note('key-refused', { at })))
  expect(statSync(path).size).toBeGreaterThan(64 * 1024)
  await journal.drain()
  expect(taken).toHaveLength(400)
  expect(statSync(path).size).toBeLessThan(1000)
  await journal.note('program-stopped')
  await journal.drain()
  const next = aJournal(path)
  await next.journal.note('program-started')
  await next.journal.drain()
  expect(next.taken).toMatchObject([{ counter: 402 }])
})

test('facts that are no codes are refused, and logged without what they said', async () => {
  const { journal, lines } = aJournal(path)
  await journal.note('window-refused', { url: 'https://example.com/张三' })
  expect(journal.pending()).toBe(0)
  expect(JSON.stringify(lines)).not.toContain('张三')
  expect(lines).toMatchObject([{ event: 'journal-failed', reason: 'window-refused' }])
})

test('rubbish behind the last record is set aside once', async () => {
  await aJournal(path).journal.note('window-refused')
  appendFileSync(path, Buffer.alloc(4096))
  const { journal, taken } = aJournal(path)
  await journal.drain()
  expect(taken.map(({ kind }) => kind)).toEqual(['window-refused', 'journal-damaged'])
})

test('after failures the next attempt comes later and later, and at once when something wakes it', async () => {
  const waits: number[] = []
  let go: () => void = () => undefined
  const drain = vi.fn(async () => false)
  const after = (milliseconds: number, action: () => void) => {
    waits.push(milliseconds)
    go = action
    return () => undefined
  }
  const loop = runDrainLoop({ drain }, { after, random: () => 0.999 })
  loop.wake()
  for (let attempt = 0; attempt < 12; attempt += 1) {
    go()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits.at(-1)).toBeGreaterThan(290_000)
  loop.wake()
  expect(waits.at(-1)).toBeLessThan(1000)
  loop.stop()
})
