/** Writes to the log and to a workstation's journal as fast as it can, tells what was acknowledged, and waits to be killed. */

import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer } from '#central/audit/sequencer-loop.ts'
import { inTransaction, openDatabase } from '#central/database/database.ts'
import { createJournalService } from '#central/journal/journal-service.ts'
import { createLogger } from '#central/logger.ts'
import { openJournalFile } from '#main/journal/journal-file.ts'
import { sealWith } from '#main/journal/journal-records.ts'
import { createJournal } from '#main/journal/journal-service.ts'
import { createLog } from '#main/log.ts'
import { aDraft } from '#test/support/log-entries.ts'

export interface VictimPlan {
  readonly url: string
  /** PKCS #8, PEM. */
  readonly logKey: string
  readonly journalFile: string
  readonly workstation: { readonly id: string; readonly number: string; readonly institution: string }
  /** Sends what the journal holds and ends, instead of going on. */
  readonly isLast: boolean
}

/** `entry`: id of a log entry. `event`: id of a local event that is on the disk. */
export type Acknowledged = { readonly entry: string } | { readonly event: string }

const plan = JSON.parse(process.argv[2] ?? '') as VictimPlan
const privateKey = createPrivateKey(plan.logKey)
const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
const identity = { origin: 'cqw.example/log', privateKey, publicKey: new Uint8Array(spki.subarray(-32)) }
const clock = () => new Date()
const acknowledge = (what: Acknowledged) => process.send?.(what)

const database = openDatabase(plan.url, { connections: 6 })
const publications = createPublications()
const audit = createAuditService({ database, log: identity, publications, clock })
const sequencer = runSequencer(
  () => startSequencer(database, identity, clock),
  publications.published,
  createLogger('silent'),
)
publications.attach(sequencer)

const service = createJournalService({ database, audit, clock })
const publicKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const
const caller = { address: '127.0.0.1', deviceThumbprint: 'a-thumbprint', publicKey, workstation: plan.workstation }
let lastId = ''
const journal = createJournal({
  openFile: () => openJournalFile(plan.journalFile, randomUUID()),
  openSeal: async () => sealWith(Buffer.alloc(32, 7)),
  send: (events) => service.take(events, caller),
  employeeId: () => 'E10017',
  newId: () => {
    lastId = randomUUID()
    return lastId
  },
  clock: Date.now,
  log: createLog((line) => process.stderr.write(`${line}\n`), Date.now),
})

async function writeAlone(): Promise<never> {
  for (;;) acknowledge({ entry: await audit.recordAlone(aDraft()) })
}

async function writeInTransaction(): Promise<never> {
  for (;;) {
    const id = await inTransaction(database, (tx) => audit.record(tx, aDraft()))
    await audit.receiptFor(id, 5000)
    acknowledge({ entry: id })
  }
}

async function noteEvents(): Promise<never> {
  for (;;) {
    await journal.note('key-refused')
    acknowledge({ event: lastId })
  }
}

async function sendEvents(): Promise<never> {
  for (;;) {
    await journal.drain()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

if (plan.isLast) {
  while (!(await journal.drain())) await new Promise((resolve) => setTimeout(resolve, 50))
  while ((await audit.pending()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await sequencer.stop()
  await journal.close()
  await database.end({ timeout: 2 })
  process.disconnect()
} else {
  await Promise.all([writeAlone(), writeInTransaction(), noteEvents(), sendEvents()])
}
