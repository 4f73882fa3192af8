import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { type AuditService, createAuditService } from '#central/audit/audit-service.ts'
import { newEntryId } from '#central/audit/entry-id.ts'
import { createPublications } from '#central/audit/publications.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { runSequencer } from '#central/audit/sequencer-loop.ts'
import { type Database, openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import { createLogger } from '#central/logger.ts'
import { type Effort, quantile, type Row } from '#test/bench/harness.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'

const concurrency = 64
const receiptMs = 10_000

/** From an effect to the receipt that its entry is in the log, 64 at a time. */
export const logDurableEntries: Row = {
  name: 'log-durable-entries',
  unit: 'entries/s',
  against: 'the same rows in bare batched inserts, batches as large as the sequencer made them',
  reach: 0.7,
  better: 'higher',
  rounds: { full: 7, quick: 3 },
  async prepare({ isQuick, folder }) {
    const sliceMs = isQuick ? 1500 : 3000
    const log = await openLog(folder)
    const latencies: number[] = []
    const first = await writeForAWhile(log.audit, sliceMs)
    const batchSize = Math.max(1, Math.round(first.length / (await log.countCheckpoints())))
    return {
      ours: async () => {
        const milliseconds = await writeForAWhile(log.audit, sliceMs)
        latencies.push(...milliseconds)
        return (milliseconds.length * 1000) / sliceMs
      },
      reference: () => insertForAWhile(log.database, batchSize, sliceMs),
      notes: () => [
        `effect to receipt: p50 ${at(latencies, 0.5)} ms, p99 ${at(latencies, 0.99)} ms at ${concurrency} at a time`,
        `${batchSize} entries in a batch`,
      ],
      end: log.stop,
    }
  },
}

async function openLog(folder: Effort['folder']) {
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const url = server.url('postgres')
  await migrate(url)
  const database = openDatabase(url)
  await database`create table plain_entry (id uuid primary key, body bytea not null)`
  const publications = createPublications()
  const identity = aLogIdentity()
  const clock = () => new Date()
  const audit = createAuditService({ database, log: identity, publications, clock })
  const logger = createLogger('warn')
  const sequencer = runSequencer(() => startSequencer(database, identity, clock), publications.published, logger)
  publications.attach(sequencer)
  return {
    database,
    audit,
    async countCheckpoints() {
      const [row] = await database`select count(*) as checkpoints from log_checkpoint`
      return Number(row?.['checkpoints'])
    },
    async stop() {
      await sequencer.stop()
      await database.end({ timeout: 5 })
      await server.stop()
    },
  }
}

/** @returns How long each entry took. */
async function writeForAWhile(audit: AuditService, sliceMs: number): Promise<number[]> {
  const milliseconds: number[] = []
  const deadline = performance.now() + sliceMs
  const writer = async () => {
    for (let began = performance.now(); began < deadline; began = performance.now()) {
      await audit.receiptFor(await audit.recordAlone(aDraft()), receiptMs)
      // What ends after the slice belongs to none: counting it would count a longer time as this one.
      if (performance.now() <= deadline) milliseconds.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, writer))
  return milliseconds
}

/** @returns Rows a second, one commit a batch, the next batch when the last one is on the disk. */
async function insertForAWhile(database: Database, batchSize: number, sliceMs: number): Promise<number> {
  const began = performance.now()
  let rows = 0
  while (performance.now() < began + sliceMs) {
    const entries = Array.from({ length: batchSize }, anEntry)
    await database`
      insert into plain_entry (id, body)
      select id, decode(body, 'hex') from unnest(
        ${entries.map(({ id }) => id)}::uuid[],
        ${entries.map(({ body }) => body.toString('hex'))}::text[]) as entry(id, body)`
    rows += batchSize
  }
  return (rows * 1000) / (performance.now() - began)
}

/** The same bytes that the log would keep. */
function anEntry(): { id: string; body: Buffer } {
  const id = newEntryId(new Date())
  const text = canonicalize({ format: 1, id, at: new Date().toISOString(), ...aDraft() })
  return { id, body: Buffer.from(text ?? '') }
}

function at(values: readonly number[], share: number): string {
  return quantile(values, share).toFixed(1)
}
