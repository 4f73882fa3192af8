/** The export itself must be in the log, with this bundle's manifest, after everything the bundle shows. */

import { LogEntry } from '#contract/log-entry.ts'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { isConsistent, isIncluded, leafHash } from '#contract/rules/merkle-tree.ts'
import { type BundleHeader, BundleReceipt } from './bundle-format.ts'
import { notePrimitives, sha256 } from './note-primitives.ts'
import type { Problems } from './problems.ts'
import { hashFrom } from './stretch-check.ts'
import { openTrusted, type TrustedKey } from './trust-file.ts'

export interface ReceiptContext {
  readonly header: BundleHeader
  readonly newest: Checkpoint | undefined
  readonly manifest: Uint8Array | undefined
  readonly keys: readonly TrustedKey[]
  readonly problems: Problems
}

export interface CheckedReceipt {
  /** The log as it was when the bundle was handed over, as far as that is proved. */
  readonly checkpoint: Checkpoint | undefined
  readonly exportId: string | null
}

export function checkReceipt(bytes: Buffer | undefined, context: ReceiptContext): CheckedReceipt {
  const { header, problems } = context
  const nothing = { checkpoint: context.newest, exportId: null }
  const read = bytes && readReceipt(bytes)
  if (bytes && !read) problems.report(null, 'the receipt cannot be read', '回执无法读取')
  const entry = read && readEntry(read.receipt.entry)
  if (!read || !entry) return nothing

  const checkpoint = openTrusted(context.keys, read.receipt.checkpoint)
  if (checkpoint?.origin !== header.origin || !isProved(read, checkpoint, context.newest)) {
    problems.report(null, 'the receipt does not prove that this export is in the log', '回执不能证明本次导出已记入日志')
    return nothing
  }
  if (!isAbout(entry, context)) problems.report(null, 'the receipt is that of another export', '回执属于另一次导出')
  return { checkpoint, exportId: entry.object }
}

function isProved({ receipt, consistency }: BundleReceipt, checkpoint: Checkpoint, newest: Checkpoint | undefined) {
  const included = isIncluded(sha256, {
    index: BigInt(receipt.index),
    size: checkpoint.size,
    leaf: leafHash(sha256, notePrimitives.fromBase64(receipt.entry)),
    root: checkpoint.root,
    path: receipt.path.map(hashFrom),
  })
  if (!newest || newest.size === 0n) return included
  const claim = { oldSize: newest.size, newSize: checkpoint.size, oldRoot: newest.root, newRoot: checkpoint.root }
  return included && isConsistent(sha256, { ...claim, proof: consistency.map(hashFrom) })
}

function isAbout({ kind, facts }: LogEntry, { header, manifest }: ReceiptContext): boolean {
  const { from, to, treeSize, prunedBelow } = header
  const manifestHash = manifest && Buffer.from(sha256(manifest)).toString('hex')
  return (
    kind === 'audit.exported' &&
    facts['manifest'] === manifestHash &&
    facts['from'] === from &&
    facts['to'] === to &&
    facts['treeSize'] === treeSize &&
    facts['prunedBelow'] === prunedBelow
  )
}

function readReceipt(bytes: Buffer): BundleReceipt | undefined {
  const read = BundleReceipt.safeParse(parsed(bytes.toString()))
  return read.success ? read.data : undefined
}

function readEntry(encoded: string): LogEntry | undefined {
  const read = LogEntry.safeParse(parsed(Buffer.from(encoded, 'base64').toString()))
  return read.success ? read.data : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
