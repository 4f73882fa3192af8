/** What other domains may do with the log: write an entry in their own transaction, and get its receipt. */

import canonicalize from 'canonicalize'
import type { Clock } from '#central/clock.ts'
import type { Database, Transaction } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import { LogEntry, type LogReceipt } from '#contract/log-entry.ts'
import type { LogGrowth } from '#contract/log-growth.ts'
import { consistencyProof, inclusionPath } from '#contract/rules/log-tree.ts'
import { logVerifierKey, notePrimitives, sha256 } from '#verifier/note-primitives.ts'
import { createBatchedLookup } from './batched-lookup.ts'
import { newEntryId } from './entry-id.ts'
import { createGroupCommit } from './group-commit.ts'
import {
  countPending,
  findLatestCheckpoint,
  findPlaces,
  insertEntries,
  insertEntry,
  type NewEntry,
  type StoredPlace,
} from './log-repository.ts'
import { createProofMaker } from './proof-maker.ts'
import type { Publications } from './publications.ts'
import { FencedError, type LogIdentity } from './sequencer.ts'

/** What an entry says; format, id and time are added. People are named by employee ID only. */
export type EntryDraft = Omit<LogEntry, 'format' | 'id' | 'at'>

export interface AuditService {
  /** Writes the entry in the transaction of its effect. @returns The entry's id. */
  record(tx: Transaction, draft: EntryDraft): Promise<string>
  /** Writes an entry whose effect is that nothing happened: a refusal. */
  recordAlone(draft: EntryDraft): Promise<string>
  /** @throws {AppError} `log-unavailable` when the entry has no place within the time. */
  receiptFor(entryId: string, waitMs: number): Promise<LogReceipt>
  /** The newest checkpoint, and proof that the log of `to` entries begins with the one of `from`. */
  growth(from: number, to: number | 'latest'): Promise<LogGrowth>
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
  const writeAlone = createGroupCommit(writeTogether)
  const lookUp = createBatchedLookup(lookUpPlaces)
  const prove = createProofMaker(database, publications.recent)

  return {
    record,
    recordAlone,
    receiptFor,
    growth,
    pending: () => countPending(database),
    verifierKey: logVerifierKey(log.origin, log.publicKey),
  }

  async function record(tx: Transaction, draft: EntryDraft): Promise<string> {
    const entry = entryFrom(draft)
    await insertEntry(tx, entry)
    publications.entryWritten()
    return entry.id
  }

  async function recordAlone(draft: EntryDraft): Promise<string> {
    const entry = entryFrom(draft)
    await writeAlone(entry)
    return entry.id
  }

  function entryFrom(draft: EntryDraft): NewEntry {
    const at = clock()
    const entry = LogEntry.parse({ format: 1, id: newEntryId(at), at: at.toISOString(), ...draft })
    const text = canonicalize(entry)
    if (text === undefined) throw new TypeError('The entry has no canonical form.')
    return { id: entry.id, body: Buffer.from(text) }
  }

  /** Entries that stand alone need no transaction of anybody's: a sequencer at hand writes them at their places at once. */
  async function writeTogether(entries: readonly NewEntry[]): Promise<void> {
    try {
      const sequencer = publications.sequencer()
      if (sequencer) return await sequencer.place(entries)
    } catch (error) {
      if (!(error instanceof FencedError)) throw error
    }
    await insertEntries(database, entries)
    publications.entryWanted()
  }

  async function receiptFor(entryId: string, waitMs: number): Promise<LogReceipt> {
    const { recent } = publications
    const fresh = recent.receipt(entryId)
    if (fresh) return fresh
    publications.entryWanted()
    const receipt = await publications.waitFor(
      () => recent.receipt(entryId),
      () => readReceipt(entryId),
      waitMs,
    )
    if (!receipt) throw new AppError('log-unavailable', 'The log gave no receipt in time.')
    return receipt
  }

  async function readReceipt(entryId: string): Promise<LogReceipt | undefined> {
    const place = await lookUp(entryId)
    if (!place) return undefined
    const { index, body, size, note } = place
    const path = await prove((source) => inclusionPath(sha256, source, { index, size }))
    return { entry: notePrimitives.toBase64(body), index, path, checkpoint: note }
  }

  async function growth(from: number, to: number | 'latest'): Promise<LogGrowth> {
    const latest = await findLatestCheckpoint(database)
    const size = latest?.size ?? 0
    const newSize = to === 'latest' ? size : to
    const isShowable = from > 0 && from < newSize && newSize <= size
    const proof = isShowable
      ? await prove((source) => consistencyProof(sha256, source, { oldSize: from, newSize }))
      : []
    return { checkpoint: latest?.note ?? null, proof }
  }

  async function lookUpPlaces(entryIds: readonly string[]): Promise<ReadonlyMap<string, StoredPlace>> {
    return new Map((await findPlaces(database, entryIds)).map((place) => [place.id, place]))
  }
}
