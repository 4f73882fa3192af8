import { createHash, randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import canonicalize from 'canonicalize'
import { createLogReading } from '#central/audit/log-reading-service.ts'
import { startSequencer } from '#central/audit/sequencer.ts'
import { writeBundle } from '#central/audit-export/bundle-writer.ts'
import { createPartStore } from '#central/audit-export/part-store.ts'
import { type Database, openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import type { Row } from '#test/bench/harness.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { sealTo } from '#verifier/age-file.ts'
import { packEnd, packMember } from '#verifier/tar-file.ts'

const batchSize = 2000
const pageSize = 4096

/** The service makes a bundle: read from the database, proofs, manifest, sealed, on the disk and synced. */
export const bundleExport: Row = {
  name: 'bundle-export',
  unit: 'ms',
  against: 'reading the same rows and hashing their bytes',
  reach: 4,
  better: 'lower',
  rounds: { full: 3, quick: 3 },
  async prepare({ isQuick, folder }) {
    const count = isQuick ? 20_000 : 400_000
    const log = await openLog(folder, count)
    const recipient = await identityToRecipient(await generateX25519Identity())
    const parts = createPartStore(join(folder, 'exports'), 1024 ** 3)
    return {
      async ours() {
        const began = performance.now()
        await parts.write('bundle', await sealTo(recipient, packed(log.database, log.origin, count)))
        return performance.now() - began
      },
      reference: () => readAndHash(log.database, count),
      notes: () => [
        `${count} entries, ${Math.round(statSync(join(folder, 'exports', 'bundle', '001.age')).size / 1024 ** 2)} MiB sealed`,
      ],
      end: log.stop,
    }
  },
}

async function openLog(folder: string, count: number) {
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const url = server.url('postgres')
  await migrate(url)
  const database = openDatabase(url)
  const identity = aLogIdentity()
  const sequencer = await startSequencer(database, identity, () => new Date())
  for (let written = 0; written < count; written += batchSize)
    await sequencer.place(Array.from({ length: Math.min(batchSize, count - written) }, anEntry))
  return {
    database,
    origin: identity.origin,
    async stop() {
      await database.end({ timeout: 5 })
      await server.stop()
    },
  }
}

function anEntry() {
  const id = randomUUID()
  const entry = { format: 1, id, at: new Date().toISOString(), ...aDraft(), subjectCommitment: '0'.repeat(64) }
  return { id, body: Buffer.from(canonicalize(entry) ?? '') }
}

async function* packed(database: Database, origin: string, count: number) {
  const period = { from: '2020-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z' }
  const header = {
    format: 'cqw-audit-bundle/1' as const,
    origin,
    filter: { period, institutions: null, employeeIds: null },
    withTables: false,
    sampledConsents: 0,
    from: 0,
    to: count,
    treeSize: count,
    prunedBelow: 0,
  }
  const attachments = async function* () {}
  const plan = { header, knownSizes: [], keys: [], policies: [], attachments }
  for await (const member of writeBundle(createLogReading(database), plan, async () => undefined))
    yield* packMember(member)
  yield packEnd()
}

async function readAndHash(database: Database, count: number): Promise<number> {
  const began = performance.now()
  const hash = createHash('sha256')
  for (let from = 0; from < count; from += pageSize) {
    const rows = await database`
      select body from log_leaf join log_entry on log_entry.id = entry_id
       where index >= ${from} and index < ${from + pageSize} order by index`
    for (const row of rows) hash.update(row['body'] as Uint8Array)
  }
  hash.digest()
  return performance.now() - began
}
