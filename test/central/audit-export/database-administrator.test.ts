/** What somebody with every right in the database can do, and what an auditor sees of it in the next bundle. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createLogReading } from '#central/audit/log-reading-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { writeBundle } from '#central/audit-export/bundle-writer.ts'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { everything, verdictOn } from '#test/support/bundles.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import type { Member } from '#verifier/tar-file.ts'
import { openTrusted, parseTrustFile } from '#verifier/trust-file.ts'

const log = aLogIdentity()
const clock = () => new Date('2026-11-25T02:00:00Z')
let cloned: ClonedDatabase
let witnessed: Checkpoint

function auditOf() {
  return createAuditService({ database: cloned.database, log, publications: createPublications(), clock })
}

async function write(count: number): Promise<void> {
  const audit = auditOf()
  const sequencer = await startSequencer(cloned.database, log, clock)
  for (let entry = 0; entry < count; entry += 1) {
    await audit.recordAlone(aDraft())
    await sequencer.flush()
  }
}

beforeEach(async () => {
  cloned = await cloneDatabase()
  await write(8)
  const head = await createLogReading(cloned.database).head()
  const opened = openTrusted(parseTrustFile(auditOf().verifierKey), head?.note ?? '')
  if (!opened) throw new Error('The checkpoint is not signed.')
  witnessed = opened
})
afterEach(() => cloned.drop())

/** As the service hands it over; the sequencer signs whatever stands in the database by then. */
async function bundle(): Promise<Member[]> {
  const reading = createLogReading(cloned.database)
  const size = (await reading.head())?.size ?? 0
  const header = {
    format: 'cqw-audit-bundle/1' as const,
    origin: log.origin,
    filter: everything,
    withTables: false,
    sampledConsents: 0,
    from: 0,
    to: size,
    treeSize: size,
    prunedBelow: await reading.prunedBelow(),
  }
  const attachments = async function* () {}
  const plan = { header, knownSizes: [Number(witnessed.size)], keys: [], policies: [], attachments }
  const members: Member[] = []
  const writing = writeBundle(reading, plan, async () => undefined)
  let step = await writing.next()
  for (; !step.done; step = await writing.next()) members.push(step.value)

  const { from, to, treeSize, prunedBelow } = header
  const facts = { ...step.value, from, to, treeSize, prunedBelow }
  const audit = auditOf()
  const entryId = await audit.recordAlone({ ...aDraft(), kind: 'audit.exported', facts })
  await (await startSequencer(cloned.database, log, clock)).flush()
  const receipt = await audit.receiptFor(entryId, 1000)
  const newSize = Number(receipt.checkpoint.split('\n')[1])
  const consistency = (await reading.consistency({ oldSize: treeSize, newSize })).map(notePrimitives.toBase64)
  return [...members, { name: 'receipt.json', bytes: Buffer.from(JSON.stringify({ receipt, consistency })) }]
}

async function verdict() {
  return verdictOn(await bundle(), auditOf().verifierKey, [witnessed])
}

const asAdministrator = (statements: string) =>
  cloned.database.unsafe(`
    set session_replication_role = replica;
    alter table log_leaf drop constraint if exists log_leaf_pkey cascade;
    ${statements};
    set session_replication_role = origin`)

const bodyWith = (from: string, to: string) =>
  `convert_to(replace(convert_from(body, 'UTF8'), '${from}', '${to}'), 'UTF8')`
const entryAt = (index: number) => `(select entry_id from log_leaf where index = ${index})`
const cutFrom = (index: number) => `
  delete from log_checkpoint where size > ${index};
  delete from log_node;
  create temporary table cut as select entry_id from log_leaf where index >= ${index} order by index;
  delete from log_leaf where index >= ${index}`
const sequenceAgain = 'insert into log_pending (entry_id) select entry_id from cut'

test('who changes nothing raises no alarm', async () => {
  expect(await verdict()).toMatchObject({ isGood: true, problems: [], notCompared: [] })
})

test.each([
  {
    what: 'an entry is edited in place',
    statements: `update log_entry set body = ${bodyWith('E10017', 'E10099')} where id = ${entryAt(3)}`,
    firstBad: 3,
  },
  {
    what: 'an entry is edited and its leaf made to fit',
    statements: `update log_entry set body = ${bodyWith('E10017', 'E10099')} where id = ${entryAt(3)};
      update log_leaf set hash = sha256('\\x00'::bytea || log_entry.body) from log_entry
       where log_entry.id = entry_id and index = 3`,
    firstBad: 3,
  },
  {
    what: 'an entry is edited and everything after it signed anew by the service itself',
    statements: `update log_entry set body = ${bodyWith('E10017', 'E10099')} where id = ${entryAt(3)};
      ${cutFrom(3)}; ${sequenceAgain}`,
    firstBad: 3,
  },
  {
    what: 'an entry is taken out and everything after it signed anew by the service itself',
    statements: `${cutFrom(3)}; delete from cut where entry_id = (select entry_id from cut limit 1); ${sequenceAgain}`,
    firstBad: 0,
  },
  { what: 'the database is set back and goes on', statements: cutFrom(4), firstBad: 5 },
])('$what: the next bundle shows it', async ({ statements, firstBad }) => {
  await asAdministrator(statements)
  await (await startSequencer(cloned.database, log, clock)).flush().catch(() => undefined)
  expect(await verdict()).toMatchObject({ isGood: false, firstBad })
})

test('an entry taken out is found just as well after the log has grown beyond what was witnessed', async () => {
  await asAdministrator(
    `${cutFrom(3)}; delete from cut where entry_id = (select entry_id from cut limit 1); ${sequenceAgain}`,
  )
  await write(3)
  expect(await verdict()).toMatchObject({ isGood: false, firstBad: 3 })
})

test('the same edit passes with whoever keeps no checkpoint: that is what witnesses are for', async () => {
  await asAdministrator(
    `update log_entry set body = ${bodyWith('E10017', 'E10099')} where id = ${entryAt(3)}; ${cutFrom(3)}; ${sequenceAgain}`,
  )
  await (await startSequencer(cloned.database, log, clock)).flush()
  const members = await bundle()
  expect(await verdictOn(members, auditOf().verifierKey)).toMatchObject({ isGood: true })
})
