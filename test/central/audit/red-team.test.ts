/** An administrator of the database with every right against verification and one workstation that saw a checkpoint. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { signCheckpoint, startSequencer } from '#central/audit/sequencer.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import type { Database } from '#central/database/database.ts'
import { formatCheckpoint } from '#contract/rules/checkpoint.ts'
import { appendLeaf, emptyFrontier, frontierRoot, isStoredLevel } from '#contract/rules/log-tree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { createWitness } from '#main/audit/witness.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { aLog, testTime } from '#test/support/client-parts.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { aLogKey } from '#test/support/test-log.ts'
import { memoryFiles } from '#test/support/witness.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'

const clock = () => new Date('2026-11-25T02:00:00Z')
const log = aLogIdentity()
/** What he can sign with when he has no key. */
const hisOwn = aLogKey(log.origin)

let cloned: ClonedDatabase
let seen: ReturnType<typeof memoryFiles>

beforeEach(async () => {
  cloned = await cloneDatabase()
  seen = memoryFiles()
  const audit = auditOf(cloned.database)
  const sequencer = await startSequencer(cloned.database, log, clock)
  for (let entry = 0; entry < 40; entry += 1) await audit.recordAlone(aDraft())
  await sequencer.flush()
  await witnessOf(cloned.database).check()
  await cloned.database.unsafe(`
    drop trigger log_entry_fixed on log_entry; drop trigger log_leaf_fixed on log_leaf;
    drop trigger log_node_fixed on log_node; drop trigger log_checkpoint_fixed on log_checkpoint`)
})
afterEach(() => cloned.drop())

function auditOf(database: Database) {
  return createAuditService({ database, log, publications: createPublications(), clock })
}

/** The workstation, after its restart. */
function witnessOf(database: Database) {
  const audit = auditOf(database)
  const call = async (_: unknown, { params }: { params: { from: number; to: 'latest' } }) =>
    audit.growth(params.from, params.to)
  return createWitness({
    service: { call } as unknown as ServiceClient,
    files: seen.files,
    logKey: () => audit.verifierKey,
    clock: () => testTime,
    log: aLog().log,
    onDistrust: () => undefined,
  })
}

/** Computes leaves, nodes and one last checkpoint anew from the entries as they are now. */
async function rebuildTree(database: Database, sign: (text: string) => string): Promise<void> {
  const rows = await database`
    select log_leaf.index, body from log_leaf join log_entry on id = entry_id order by log_leaf.index`
  let frontier = emptyFrontier
  await database`delete from log_node`
  for (const [place, row] of rows.entries()) {
    const leaf = leafHash(sha256, row['body'] as Uint8Array)
    await database`update log_leaf set hash = ${leaf}, index = ${place} where index = ${row['index'] as number}`
    const next = appendLeaf(sha256, frontier, leaf)
    frontier = next.frontier
    for (const { level, index, hash } of next.completed)
      if (level > 0 && isStoredLevel(level))
        await database`insert into log_node (level, index, hash) values (${level}, ${index}, ${hash})`
  }
  const root = frontierRoot(sha256, frontier)
  const text = formatCheckpoint(notePrimitives, { origin: log.origin, size: BigInt(frontier.size), root })
  await database`delete from log_checkpoint`
  await database`insert into log_checkpoint (size, note, at) values (${frontier.size}, ${sign(text)}, now())`
}

const forge: Record<string, string> = {
  'changes a word in an old entry':
    "update log_entry set body = convert_to(replace(convert_from(body, 'UTF8'), 'wrong-code', 'other-code'), 'UTF8') where id = (select entry_id from log_leaf where index = 7)",
  'dates an entry back':
    "update log_entry set body = convert_to(replace(convert_from(body, 'UTF8'), '2026-11-25', '2026-10-25'), 'UTF8') where id = (select entry_id from log_leaf where index = 7)",
  'lets two entries change places':
    'update log_leaf set index = -1 where index = 3; update log_leaf set index = 3 where index = 4; update log_leaf set index = 4 where index = -1',
  'takes an old entry out':
    'delete from log_entry where id = (select entry_id from log_leaf where index = 7); delete from log_leaf where index = 7',
  'replaces an entry by a copy of another':
    'update log_entry set body = (select body from log_entry join log_leaf on id = entry_id where index = 8) where id = (select entry_id from log_leaf where index = 7)',
  'takes the newest entries away':
    'delete from log_entry where id in (select entry_id from log_leaf where index >= 30); delete from log_leaf where index >= 30',
}

const withoutKey = (text: string) => hisOwn.note(text)

test.each(Object.keys(forge))(
  'who %s and makes every hash fit, but has no log key, is found by the log itself',
  async (how) => {
    const { database } = cloned
    await database.unsafe(forge[how] ?? '')
    await rebuildTree(database, withoutKey)
    const verdict = await verifyLog(database, auditOf(database).verifierKey)
    expect(verdict.problems.join()).toMatch(/not signed by the log's key/)
    await expect(witnessOf(database).check()).rejects.toMatchObject({ code: 'log-untrusted' })
    expect(seen.evidence).toMatchObject([{ reason: 'unsigned' }])
  },
)

test.each(Object.keys(forge))('who %s and signs with the real log key is found by the workstation', async (how) => {
  const { database } = cloned
  await database.unsafe(forge[how] ?? '')
  await rebuildTree(database, (text) => signCheckpoint(log, text))
  // The log by itself cannot tell: it is whole, only another one.
  expect((await verifyLog(database, auditOf(database).verifierKey)).problems).toEqual([])
  await expect(witnessOf(database).check()).rejects.toMatchObject({ code: 'log-untrusted' })

  // Nor does it help to let it grow past the size that was seen.
  seen.written.splice(1)
  const audit = auditOf(database)
  const sequencer = await startSequencer(database, log, clock)
  for (let entry = 0; entry < 20; entry += 1) await audit.recordAlone(aDraft())
  await sequencer.flush()
  await expect(witnessOf(database).check()).rejects.toMatchObject({ code: 'log-untrusted' })
  expect(seen.evidence.at(-1)).toMatchObject({ reason: 'forked' })
})

test('a log that only grew passes both', async () => {
  const { database } = cloned
  const audit = auditOf(database)
  const sequencer = await startSequencer(database, log, clock)
  for (let entry = 0; entry < 20; entry += 1) await audit.recordAlone(aDraft())
  await sequencer.flush()
  expect((await verifyLog(database, audit.verifierKey)).problems).toEqual([])
  await witnessOf(database).check()
  expect(seen.evidence).toEqual([])
})
