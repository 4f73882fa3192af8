import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer } from '#central/audit/sequencer-loop.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import { createLogger } from '#central/logger.ts'
import { type ClonedDatabase, cloneDatabase } from '#test/support/database.ts'
import { aDraft, aLogIdentity, readEntries } from '#test/support/log-entries.ts'
import { isReceiptGood } from '#test/support/receipts.ts'
import type { SequencerOutcome } from '#test/support/sequencer-process.ts'

let cloned: ClonedDatabase
const log = aLogIdentity()
const clock = () => new Date('2026-11-25T02:00:00Z')

beforeAll(async () => {
  cloned = await cloneDatabase()
})
afterAll(() => cloned.drop())

function aProcess(): ChildProcess {
  const key = Buffer.from(log.privateKey.export({ format: 'pem', type: 'pkcs8' })).toString('base64')
  const args = [cloned.url, key]
  return fork(resolve('test/support/sequencer-process.ts'), args, { execArgv: [], silent: false })
}

async function outcomeOf(child: ChildProcess): Promise<SequencerOutcome> {
  for (;;) {
    const [message] = await once(child, 'message')
    if (typeof message === 'object') return message as SequencerOutcome
  }
}

test('of two processes that both want to sequence one publishes; every entry of either is in the log once', async () => {
  const older = aProcess()
  const olderOutcome = outcomeOf(older)
  await once(older, 'message')
  const newer = aProcess()
  await once(newer, 'message')
  const newerOutcome = outcomeOf(newer)
  await setTimeout(200)
  // The newer one goes on until the older one has its last receipt.
  older.send('enough')
  const ofOlder = await olderOutcome
  newer.send('enough')
  const outcomes = [ofOlder, await newerOutcome]

  expect(outcomes.map(({ wasFenced }) => wasFenced)).toEqual([true, false])
  for (const { goodReceipts, acknowledged } of outcomes) expect(goodReceipts).toBe(acknowledged.length)
  const acknowledged = outcomes.flatMap((outcome) => outcome.acknowledged)
  const entries = await readEntries(cloned.database)
  expect(entries.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted())
  const { verifierKey } = createAuditService({
    database: cloned.database,
    log,
    publications: createPublications(),
    clock,
  })
  expect(await verifyLog(cloned.database, verifierKey)).toMatchObject({
    entries: acknowledged.length,
    pending: 0,
    problems: [],
  })
})

test('a sequencer whose place was taken hands its entries to the queue, and their receipts come all the same', async () => {
  const publications = createPublications()
  const audit = createAuditService({ database: cloned.database, log, publications, clock })
  const start = () => startSequencer(cloned.database, log, clock)
  const loop = runSequencer(start, publications.published, createLogger('silent'))
  publications.attach(loop)
  await audit.receiptFor(await audit.recordAlone(aDraft()), 5000)

  const newer = await start()
  const id = await audit.recordAlone(aDraft())
  await newer.flush()
  expect(isReceiptGood(await audit.receiptFor(id, 5000), audit.verifierKey)).toBe(true)
  await loop.stop()
})
