import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createLogReading, type LogReading } from '#central/audit/log-reading-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { createMemoryLog } from '#test/support/memory-log.ts'

let cloned: ClonedDatabase
let reading: LogReading
const log = aLogIdentity()
const begin = Date.UTC(2026, 10, 25, 2)
let minutes = 0
const clock = () => new Date(begin + minutes * 60_000)

beforeAll(async () => {
  cloned = await cloneDatabase()
  reading = createLogReading(cloned.database)
  const audit = createAuditService({ database: cloned.database, log, publications: createPublications(), clock })
  const sequencer = await startSequencer(cloned.database, log, clock)
  for (const batch of [3, 1, 4, 2]) {
    for (let entry = 0; entry < batch; entry += 1) await audit.recordAlone(aDraft())
    await sequencer.flush()
    minutes += 10
  }
})
afterAll(() => cloned.drop())

test('hashes and proofs are those of the same entries kept in memory', async () => {
  const memory = createMemoryLog(log)
  for (const { body } of await reading.leaves({ from: 0, to: 10 })) if (body) memory.appendBody(body)
  expect(memory.leaves).toHaveLength(10)
  for (const size of [0, 1, 3, 7, 10]) expect(await reading.peaks(size)).toEqual(await memory.reading.peaks(size))
  for (const oldSize of [0, 3, 4, 10]) {
    const sizes = { oldSize, newSize: 10 }
    expect(await reading.consistency(sizes)).toEqual(await memory.reading.consistency(sizes))
  }
})

const minute = (count: number) => new Date(begin + count * 60_000)

test.each([
  { why: 'everything', from: -1, until: 99, range: { from: 0, to: 10 } },
  { why: 'the second batch and what follows it within the slack', from: 5, until: 11, range: { from: 3, to: 8 } },
  { why: 'before the first', from: -9, until: -8, range: { from: 0, to: 3 } },
  { why: 'after the last', from: 50, until: 60, range: { from: 10, to: 10 } },
])('$why: the stretch holds every entry of the period', async ({ from, until, range }) => {
  expect(await reading.rangeOf({ from: minute(from), until: minute(until), slackMs: 60_000, size: 10 })).toEqual(range)
})

test('checkpoints are spread, and the last one of the stretch is among them', async () => {
  const sizes = async (limit: number) => (await reading.checkpoints({ from: 0, to: 10, limit })).map(({ size }) => size)
  expect(await sizes(100)).toEqual([3, 4, 8, 10])
  expect(await sizes(2)).toEqual([4, 10])
  expect(await sizes(1)).toEqual([10])
  expect((await reading.checkpoints({ from: 3, to: 8, limit: 100 })).map(({ size }) => size)).toEqual([4, 8])
  expect((await reading.head())?.size).toBe(10)
  expect((await reading.checkpointAt(4))?.size).toBe(4)
  expect(await reading.checkpointAt(5)).toBeUndefined()
})
