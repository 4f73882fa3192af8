/** A process with a sequencer of its own that writes until it is told to stop, and tells what became of it. */

import { createPrivateKey, createPublicKey } from 'node:crypto'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer } from '#central/audit/sequencer-loop.ts'
import { openDatabase } from '#central/database/database.ts'
import { createLogger } from '#central/logger.ts'
import { aDraft } from '#test/support/log-entries.ts'
import { isReceiptGood } from '#test/support/receipts.ts'

export interface SequencerOutcome {
  readonly acknowledged: readonly string[]
  readonly wasFenced: boolean
  readonly goodReceipts: number
}

const [url = '', logKey = ''] = process.argv.slice(2)
const privateKey = createPrivateKey(Buffer.from(logKey, 'base64').toString())
const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
const log = { origin: 'cqw.example/log', privateKey, publicKey: new Uint8Array(spki.subarray(-32)) }

const database = openDatabase(url, { connections: 6 })
const publications = createPublications()
const audit = createAuditService({ database, log, publications, clock: () => new Date() })
const lines: string[] = []
const logger = createLogger('warn', { write: (line) => void lines.push(line) })
const sequencer = runSequencer(() => startSequencer(database, log, () => new Date()), publications.published, logger)
publications.attach(sequencer)

const acknowledged: string[] = []
let goodReceipts = 0
async function write(): Promise<void> {
  const id = await audit.recordAlone(aDraft())
  acknowledged.push(id)
  if (acknowledged.length === 1) process.send?.('writing')
  if (isReceiptGood(await audit.receiptFor(id, 10_000), audit.verifierKey)) goodReceipts += 1
}
let isEnough = false
process.once('message', () => {
  isEnough = true
})
const lane = async () => {
  while (!isEnough) await write()
}
await Promise.all(Array.from({ length: 8 }, lane))
await sequencer.stop()
await database.end({ timeout: 2 })
const wasFenced = lines.some((line) => line.includes('sequencer-fenced'))
process.send?.({ acknowledged, wasFenced, goodReceipts } satisfies SequencerOutcome)
process.disconnect()
