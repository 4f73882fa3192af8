/** Two checkpoints side by side: does the log of the one begin with the log of the other? Signatures are checked here. */

import { getLogConsistency } from '#contract/http/log.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { compareCheckpoints } from '#contract/rules/judge-checkpoint.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'

export interface CheckpointComparison {
  readonly outcome: 'grown' | 'same' | 'forked' | 'older-unsigned' | 'newer-unsigned'
  readonly olderSize: number | null
  readonly newerSize: number | null
}

export interface CheckpointDesk {
  /**
   * @param older A signed note. @param newer Another; empty for the checkpoint of this moment. Which is older is seen by size.
   */
  compare(older: string, newer: string): Promise<CheckpointComparison>
}

export interface CheckpointDeskDependencies {
  readonly service: Pick<ServiceClient, 'call'>
  /** The pinned verifier key. */
  readonly logKey: () => string | undefined
}

export function createCheckpointDesk({ service, logKey }: CheckpointDeskDependencies): CheckpointDesk {
  return { compare }

  async function compare(olderNote: string, newerNote: string): Promise<CheckpointComparison> {
    const first = openNote(olderNote)
    if (!first) return { outcome: 'older-unsigned', olderSize: null, newerSize: null }
    const second = openNote(newerNote.trim() === '' ? await newest() : newerNote)
    if (!second) return { outcome: 'newer-unsigned', olderSize: Number(first.size), newerSize: null }
    const [older, newer] = first.size <= second.size ? [first, second] : [second, first]
    const proof = await proofBetween(older, newer)
    const verdict = compareCheckpoints(notePrimitives, { kept: older, checkpoint: newer, proof })
    const outcome = verdict === 'rolled-back' ? 'forked' : verdict
    return { outcome, olderSize: Number(older.size), newerSize: Number(newer.size) }
  }

  function openNote(text: string): Checkpoint | undefined {
    const key = logKey()
    // Copied from a file or a screen, a note may have gained or lost an end of line.
    const note = `${text.replaceAll('\r\n', '\n').trimEnd()}\n`
    return key === undefined ? undefined : openCheckpoint(notePrimitives, parseVerifierKey(notePrimitives, key), note)
  }

  async function newest(): Promise<string> {
    const { checkpoint } = await service.call(getLogConsistency, { params: { from: 0, to: 'latest' } })
    return checkpoint ?? ''
  }

  async function proofBetween(older: Checkpoint, newer: Checkpoint): Promise<Uint8Array[]> {
    if (older.size === newer.size || older.size === 0n) return []
    const params = { from: Number(older.size), to: Number(newer.size) }
    const { proof } = await service.call(getLogConsistency, { params })
    return proof.map((hash) => Buffer.from(hash, 'base64'))
  }
}
