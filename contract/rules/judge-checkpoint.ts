/** Whether a log that shows one checkpoint after another has only grown in between. */

import { type Checkpoint, type NotePrimitives, openCheckpoint, type VerifierKey } from '#contract/rules/checkpoint.ts'
import { isConsistent, isEqual } from '#contract/rules/merkle-tree.ts'

/**
 * `unsigned`: the log's key did not sign the newer one. `rolled-back`: it has fewer entries. `forked`: it does not begin
 * with the older one, or that was not shown.
 */
export type CheckpointVerdict = 'same' | 'grown' | 'unsigned' | 'rolled-back' | 'forked'

/** What was offered, after a look at its signature; `verdict` is `unsigned` without it. */
export interface Judgement {
  readonly verdict: CheckpointVerdict
  readonly checkpoint: Checkpoint | undefined
}

export interface Offer {
  /** A signed note. */
  readonly note: string
  /** From the size of the older checkpoint to the size of this one. */
  readonly proof: readonly Uint8Array[]
}

/** @param kept The checkpoint that was seen before; the first one ever is believed. */
export function judgeCheckpoint(
  primitives: NotePrimitives,
  key: VerifierKey,
  { kept, offer }: { kept: Checkpoint | undefined; offer: Offer },
): Judgement {
  const checkpoint = openCheckpoint(primitives, key, offer.note)
  if (!checkpoint) return { verdict: 'unsigned', checkpoint }
  return {
    verdict: kept ? compareCheckpoints(primitives, { kept, checkpoint, proof: offer.proof }) : 'grown',
    checkpoint,
  }
}

/** Compares two checkpoints whose signatures are good. */
export function compareCheckpoints(
  { sha256 }: NotePrimitives,
  { kept, checkpoint, proof }: { kept: Checkpoint; checkpoint: Checkpoint; proof: readonly Uint8Array[] },
): Exclude<CheckpointVerdict, 'unsigned'> {
  if (checkpoint.size < kept.size) return 'rolled-back'
  if (checkpoint.size === kept.size) return isEqual(checkpoint.root, kept.root) ? 'same' : 'forked'
  // The empty log is the beginning of every log; of it nothing can be shown.
  if (kept.size === 0n) return 'grown'
  const claim = { oldSize: kept.size, newSize: checkpoint.size, oldRoot: kept.root, newRoot: checkpoint.root, proof }
  return isConsistent(sha256, claim) ? 'grown' : 'forked'
}
