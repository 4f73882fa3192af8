/**
 * The bundle: files of a tar stream, in this order, sealed with age.
 *
 *   bundle.json            what was asked for, and which stretch of the log this is
 *   README.txt
 *   log/keys.txt           verifier keys of the log
 *   log/checkpoints.txt    signed checkpoints of the stretch
 *   log/proof.json         what ties the stretch to the newest checkpoint
 *   log/schema.json        JSON Schema of an entry
 *   policies/….json        policies in force during the period
 *   entries/….txt          a line an entry: index, leaf hash, bytes
 *   tables/….csv, ….html   the same to be read
 *   consents/…             sampled scans
 *   manifest.txt           SHA-256 and size of each file before it
 *   receipt.json           proof that this export, with this manifest, is an entry of the log
 */

import * as z from 'zod'
import { ExportFilter } from '#contract/audit-export.ts'
import { LogReceipt } from '#contract/log-entry.ts'

export const bundleFormat = 'cqw-audit-bundle/1'

/** Entries in one file of the bundle. */
export const entriesPerFile = 4096
/** A file of a bundle is read into memory whole. */
export const maxFileBytes = 64 * 1024 * 1024
/** More checkpoints than these only cost time: each vouches for everything before it. */
export const maxCheckpoints = 2000

/** An entry may be written this much earlier than one that has its place before it: transactions end in another order. */
export const clockToleranceMs = 5 * 60_000

const Size = z.int().min(0)
const Hash = z.base64().length(44)

export const BundleHeader = z.strictObject({
  format: z.literal(bundleFormat),
  origin: z.string().max(200),
  filter: ExportFilter,
  withTables: z.boolean(),
  /** How many consents were drawn to travel with their scans. */
  sampledConsents: z.int().min(0).max(200),
  /** The stretch `[from, to)` of the log. */
  from: Size,
  to: Size,
  /** Size of the tree that is proved. */
  treeSize: Size,
  /** Entries before this index have lost their bytes, by policy and with an entry that says so. */
  prunedBelow: Size,
})
export type BundleHeader = z.output<typeof BundleHeader>

export const BundleProof = z.strictObject({
  /** Complete subtrees left of the stretch, largest first. */
  peaks: z.array(Hash).max(63),
  /** From `to` to `treeSize`. */
  consistency: z.array(Hash).max(63),
  /** The checkpoint over `treeSize` entries. */
  checkpoint: z.string().max(4000),
  /** That the tree begins with a checkpoint the auditor holds from elsewhere. */
  known: z.array(z.strictObject({ size: Size, consistency: z.array(Hash).max(63) })).max(20),
})
export type BundleProof = z.output<typeof BundleProof>

export const BundleReceipt = z.strictObject({
  receipt: LogReceipt,
  /** From `treeSize` to the receipt's checkpoint. */
  consistency: z.array(Hash).max(63),
})
export type BundleReceipt = z.output<typeof BundleReceipt>

export const fileNames = {
  header: 'bundle.json',
  readme: 'README.txt',
  keys: 'log/keys.txt',
  checkpoints: 'log/checkpoints.txt',
  proof: 'log/proof.json',
  schema: 'log/schema.json',
  manifest: 'manifest.txt',
  receipt: 'receipt.json',
} as const

/** Stands for the bytes of an entry that was not asked for, and of one that was pruned. */
export const notSelected = '-'
export const pruned = '~'

export function entriesFile(firstIndex: number): string {
  return `entries/${paddedIndex(firstIndex)}.txt`
}

export function tableFile(firstIndex: number, kind: 'csv' | 'html'): string {
  return `tables/${paddedIndex(firstIndex)}.${kind}`
}

function paddedIndex(index: number): string {
  return String(index).padStart(12, '0')
}

/** A line of the manifest. */
export function manifestLine({ name, size, sha256 }: { name: string; size: number; sha256: string }): string {
  return `${sha256} ${size} ${name}\n`
}

/** Notes one after the other, each behind the number of its lines. */
export function formatNotes(notes: readonly string[]): string {
  return notes.map((note) => `${note.split('\n').length - 1}\n${note}`).join('')
}

/** @throws {RangeError} When a count and the lines behind it do not fit. */
export function parseNotes(text: string): string[] {
  const lines = text.split('\n')
  const notes: string[] = []
  for (let at = 0; at < lines.length - 1; ) {
    const count = Number(lines[at])
    if (!/^[1-9]\d?$/.test(lines[at] ?? '') || at + count >= lines.length)
      throw new RangeError(`Line ${at + 1} is no number of lines.`)
    notes.push(`${lines.slice(at + 1, at + 1 + count).join('\n')}\n`)
    at += 1 + count
  }
  return notes
}
