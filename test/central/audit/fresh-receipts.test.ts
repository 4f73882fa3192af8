import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { newEntryId } from '#central/audit/entry-id.ts'
import { createGroupCommit } from '#central/audit/group-commit.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import { inTransaction } from '#central/database/database.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { isReceiptGood } from '#test/support/receipts.ts'

let cloned: ClonedDatabase
const log = aLogIdentity()
const clock = () => new Date('2026-11-25T02:00:00Z')

beforeAll(async () => {
  cloned = await cloneDatabase()
})
afterAll(() => cloned.drop())

test('receipts from memory and from the database say the same at every size of the tree', async () => {
  const { database } = cloned
  const remembering = createPublications()
  const audit = createAuditService({ database, log, publications: remembering, clock })
  const forgetful = createAuditService({ database, log, publications: createPublications(), clock })
  const sequencer = await startSequencer(database, log, clock)
  const ids: string[] = []
  for (let size = 1; size <= 40; size += 1) {
    ids.push(await inTransaction(database, (tx) => audit.record(tx, aDraft())))
    const published = await sequencer.flush()
    if (published) remembering.published(published)
    for (const id of ids.slice(-3)) {
      const receipt = await audit.receiptFor(id, 0)
      expect(receipt).toEqual(await forgetful.receiptFor(id, 0))
      expect(isReceiptGood(receipt, audit.verifierKey)).toBe(true)
    }
  }
  expect(await verifyLog(database, audit.verifierKey)).toMatchObject({ entries: 40, problems: [] })
})

test('what is given along with entries that wait stands behind them, each once', async () => {
  const { database } = cloned
  const audit = createAuditService({ database, log, publications: createPublications(), clock })
  const waiting = await inTransaction(database, (tx) => audit.record(tx, aDraft()))
  const sequencer = await startSequencer(database, log, clock)
  const given = { id: newEntryId(clock()), body: Buffer.from('{"given":true}') }
  const published = await sequencer.flush([given])
  expect(published?.entries.map(({ id }) => id)).toEqual([waiting, given.id])
  expect(await sequencer.flush()).toBeUndefined()
})

test('after a failed batch the sequencer goes on from what the database holds', async () => {
  const { database } = cloned
  const audit = createAuditService({ database, log, publications: createPublications(), clock })
  const sequencer = await startSequencer(database, log, clock)
  const entry = { id: newEntryId(clock()), body: Buffer.from('{}') }
  await sequencer.place([entry])
  await expect(sequencer.place([entry])).rejects.toThrow('duplicate')
  await sequencer.place([{ id: newEntryId(clock()), body: Buffer.from('{}') }])
  expect((await verifyLog(database, audit.verifierKey)).problems).toEqual([])
})

test('what comes while a batch is written goes with the next one, and a failure reaches its own batch only', async () => {
  const batches: number[][] = []
  const write = createGroupCommit<number>(async (batch) => {
    batches.push([...batch])
    await new Promise((resolve) => setImmediate(resolve))
    if (batch.includes(2)) throw new Error('the disk is full')
  })
  const first = [write(0), write(1)]
  await Promise.resolve()
  const second = [write(2), write(3)]
  await Promise.all(first)
  expect((await Promise.allSettled(second)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await write(4)
  expect(batches).toEqual([[0, 1], [2, 3], [4]])
})

test('ids are UUIDs of version 7, unique, and in the order of time', () => {
  const early = Array.from({ length: 1000 }, () => newEntryId(new Date(1000)))
  expect(new Set(early).size).toBe(1000)
  for (const id of early) expect(id).toMatch(/^00000000-03e8-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(newEntryId(new Date(2000)) > newEntryId(new Date(1999))).toBe(true)
})
