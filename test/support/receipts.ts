import type { LogReceipt } from '#contract/log-entry.ts'
import { openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { isIncluded, leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'

/** Whether a receipt proves its entry under a checkpoint signed by this key. */
export function isReceiptGood({ entry, index, path, checkpoint }: LogReceipt, verifierKey: string): boolean {
  const opened = openCheckpoint(notePrimitives, parseVerifierKey(notePrimitives, verifierKey), checkpoint)
  if (!opened) return false
  const leaf = leafHash(sha256, Buffer.from(entry, 'base64'))
  const hashes = path.map((hash) => Buffer.from(hash, 'base64'))
  return isIncluded(sha256, { index: BigInt(index), size: opened.size, leaf, root: opened.root, path: hashes })
}
