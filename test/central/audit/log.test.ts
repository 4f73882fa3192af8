import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { FencedError, startSequencer } from '#central/audit/sequencer.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import { inTransaction } from '#central/database/database.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { isReceiptGood } from '#test/support/receipts.ts'

let cloned: ClonedDatabase
const log = aLogIdentity()
const clock = () => new Date('2026-11-25T02:00:00Z')

function auditOf({ database }: ClonedDatabase) {
  return createAuditService({ database, log, publications: createPublications(), clock })
}

beforeAll(async () => {
  cloned = await cloneDatabase()
})
afterAll(() => cloned.drop())

test('what is rolled back leaves no entry', async () => {
  const audit = auditOf(cloned)
  await expect(
    inTransaction(cloned.database, async (tx) => {
      await audit.record(tx, aDraft())
      throw new Error('the effect failed')
    }),
  ).rejects.toThrow('the effect failed')
  expect(await audit.pending()).toBe(0)
})

test('each entry gets one place, in order, with a receipt that verifies', async () => {
  const audit = auditOf(cloned)
  const sequencer = await startSequencer(cloned.database, log, clock)
  for (const batch of [1, 2, 5, 8]) {
    const ids = await Promise.all(Array.from({ length: batch }, () => audit.recordAlone(aDraft())))
    await sequencer.flush()
    for (const id of ids) expect(isReceiptGood(await audit.receiptFor(id, 0), audit.verifierKey)).toBe(true)
  }
  expect(await verifyLog(cloned.database, audit.verifierKey)).toMatchObject({
    isIntact: true,
    entries: 16,
    checkpoints: 4,
    pending: 0,
    problems: [],
  })
})

test('an entry without a place has no receipt', async () => {
  const audit = auditOf(cloned)
  const id = await audit.recordAlone(aDraft())
  await expect(audit.receiptFor(id, 50)).rejects.toMatchObject({ code: 'log-unavailable' })
})

test('of two sequencers only the newer one publishes, and it goes on where the older one stopped', async () => {
  const audit = auditOf(cloned)
  const older = await startSequencer(cloned.database, log, clock)
  await audit.recordAlone(aDraft())
  await older.flush()
  const newer = await startSequencer(cloned.database, log, clock)
  await audit.recordAlone(aDraft())
  await expect(older.flush()).rejects.toThrow(FencedError)
  expect((await newer.flush())?.entries).toHaveLength(1)
  expect((await verifyLog(cloned.database, audit.verifierKey)).problems).toEqual([])
})

test('an entry may not be changed or deleted by mistake', async () => {
  await expect(cloned.database`update log_entry set body = 'x'`).rejects.toThrow('append-only')
  await expect(cloned.database`delete from log_leaf`).rejects.toThrow('append-only')
})

const someEntry = 'select entry_id from log_leaf where index = 3'
const tampering: { what: string; statement: string; problem: RegExp }[] = [
  {
    what: 'an entry is edited',
    statement: `update log_entry set body = body || ' ' where id = (${someEntry})`,
    problem: /entry 3: its bytes were changed/,
  },
  {
    what: 'an entry is edited and its leaf made to fit',
    statement: `with edited as (update log_entry set body = 'x' where id = (${someEntry}) returning id)
                update log_leaf set hash = sha256('\\x00' || 'x'::bytea) from edited where entry_id = edited.id`,
    problem: /checkpoint 8: the entries do not give the root/,
  },
  { what: 'a leaf is deleted', statement: 'delete from log_leaf where index = 3', problem: /entry 3: is missing/ },
  {
    what: 'the tail is cut off with its checkpoint',
    statement: 'delete from log_leaf where index >= 4; delete from log_checkpoint where size > 4',
    problem: /12 entries are neither in the tree nor waiting/,
  },
  {
    what: 'two entries change places',
    statement: 'update log_leaf set index = case index when 2 then 3 else 2 end where index in (2, 3)',
    problem: /checkpoint 4/,
  },
  {
    what: 'a checkpoint is forged',
    statement: "update log_checkpoint set note = replace(note, E'\\n8\\n', E'\\n9\\n')",
    problem: /checkpoint 8: not signed/,
  },
  {
    what: 'a checkpoint is removed',
    statement: 'delete from log_checkpoint where size = 16',
    problem: /the last checkpoint covers 8/,
  },
  {
    what: 'an entry is slipped in',
    statement: "insert into log_entry values (gen_random_uuid(), 'x')",
    problem: /1 entries are neither/,
  },
  {
    what: 'a stored tree hash is changed',
    statement: "update log_node set hash = sha256('x') where level = 4",
    problem: /stored hashes of the tree differ/,
  },
]

test.each(tampering)('$what: found', async ({ statement, problem }) => {
  const tampered = await cloneDatabase()
  const { database } = tampered
  const audit = auditOf(tampered)
  const sequencer = await startSequencer(database, log, clock)
  for (const batch of [4, 4, 8]) {
    for (let entry = 0; entry < batch; entry += 1) await audit.recordAlone(aDraft())
    await sequencer.flush()
  }
  expect((await verifyLog(database, audit.verifierKey)).isIntact).toBe(true)

  // An administrator of the database can switch the guard off, and constraints with it.
  await database.unsafe(
    `set session_replication_role = replica; alter table log_leaf drop constraint log_leaf_pkey; ${statement}`,
  )
  const verdict = await verifyLog(database, audit.verifierKey)
  expect(verdict.isIntact).toBe(false)
  expect(verdict.problems.join('\n')).toMatch(problem)
  await tampered.drop()
})

test('a log that another key signed is not intact', async () => {
  const { verifierKey } = createAuditService({
    database: cloned.database,
    log: aLogIdentity(),
    publications: createPublications(),
    clock,
  })
  expect((await verifyLog(cloned.database, verifierKey)).problems[0]).toMatch(/not signed by the log's key/)
})
