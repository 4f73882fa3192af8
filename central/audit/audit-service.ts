/** What other domains may do with the log: write an entry in their own transaction, and get its receipt. */

import { randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { logVerifierKey, notePrimitives, sha256 } from '#central/note-primitives.ts'
import { AppError } from '#contract/failure.ts'
import { LogEntry, type LogReceipt } from '#contract/log-entry.ts'
import { inclusionPath, nodesAskedBy } from '#contract/rules/log-tree.ts'
import { countPending, findLatestCheckpoint, findPlace, insertEntry, readNodes } from './log-repository.ts'
import type { Publications } from './publications.ts'
import type { LogIdentity } from './sequencer.ts'

/** What an entry says; format, id and time are added. People are named by employee ID only. */
export type EntryDraft = Omit<LogEntry, 'format' | 'id' | 'at'>

export interface AuditService {
  /** Writes the entry in the transaction of its effect. @returns The entry's id. */
  record(tx: Transaction, draft: EntryDraft): Promise<string>
  /** Writes an entry whose effect is that nothing happened: a refusal. */
  recordAlone(draft: EntryDraft): Promise<string>
  /** @throws {AppError} `log-unavailable` when the entry has no place within the time. */
  receiptFor(entryId: string, waitMs: number): Promise<LogReceipt>
  /** Entries that wait for a place. */
  pending(): Promise<number>
  /** The log's verifier key, to be pinned by workstations. */
  readonly verifierKey: string
}

export interface AuditDependencies {
  readonly database: Database
  readonly log: LogIdentity
  readonly publications: Publications
  readonly clock: Clock
}

export function createAuditService({ database, log, publications, clock }: AuditDependencies): AuditService {
  return {
    record,
    recordAlone,
    receiptFor,
    pending: () => countPending(database),
    verifierKey: logVerifierKey(log.origin, log.publicKey),
  }

  async function record(tx: Transaction, draft: EntryDraft): Promise<string> {
    const entry = LogEntry.parse({ format: 1, id: randomUUID(), at: clock().toISOString(), ...draft })
    const text = canonicalize(entry)
    if (text === undefined) throw new TypeError('The entry has no canonical form.')
    await insertEntry(tx, entry.id, Buffer.from(text))
    publications.entryWritten()
    return entry.id
  }

  function recordAlone(draft: EntryDraft): Promise<string> {
    return inTransaction(database, (tx) => record(tx, draft))
  }

  async function receiptFor(entryId: string, waitMs: number): Promise<LogReceipt> {
    publications.entryWritten()
    const place = await publications.waitFor(() => findPlace(database, entryId), waitMs)
    const checkpoint = await findLatestCheckpoint(database)
    if (!place || !checkpoint) throw new AppError('log-unavailable', 'The log gave no receipt in time.')

    const { index, body } = place
    const where = { index, size: checkpoint.size }
    const nodes = await readNodes(
      database,
      nodesAskedBy((source) => inclusionPath(sha256, source, where)),
    )
    const known = new Map(nodes.map(({ level, index: at, hash }) => [`${level}/${at}`, hash]))
    const path = inclusionPath(sha256, (level, at) => required(known.get(`${level}/${at}`)), where)
    const { toBase64 } = notePrimitives
    return { entry: toBase64(body), index, path: path.map(toBase64), checkpoint: checkpoint.note }
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The log has lost a hash of its tree.')
  return value
}
