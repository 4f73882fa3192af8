/**
 * Gives entries their places and signs checkpoints. One at a time: each sequencer raises the epoch when it starts, and one
 * whose epoch is gone publishes nothing. It flushes when the previous flush has returned; no entry waits for a timer.
 */

import { type KeyObject, sign } from 'node:crypto'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import { notePrimitives, sha256 } from '#central/note-primitives.ts'
import { formatCheckpoint, noteKeyId } from '#contract/rules/checkpoint.ts'
import {
  appendLeaf,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  peakPlaces,
  type TreeNode,
} from '#contract/rules/log-tree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { findLatestCheckpoint, insertBatch, lockEpoch, raiseEpoch, readNodes, takePending } from './log-repository.ts'

const batchSize = 2000

export interface LogIdentity {
  /** Name of the log, first line of every checkpoint. */
  readonly origin: string
  readonly privateKey: KeyObject
  readonly publicKey: Uint8Array
}

/** Another sequencer has started since; this one must stop. */
export class FencedError extends Error {
  override readonly name = 'FencedError'
}

export interface Sequencer {
  /** Gives places to what waits. @returns How many entries it placed. @throws {FencedError} */
  flush(): Promise<number>
}

/** Takes over the log. */
export async function startSequencer(database: Database, log: LogIdentity, clock: Clock): Promise<Sequencer> {
  const epoch = await raiseEpoch(database)
  let frontier: Frontier | undefined

  return {
    async flush() {
      const grown = await inTransaction(database, async (tx) => {
        if ((await lockEpoch(tx)) !== epoch) throw new FencedError('Another sequencer has taken over the log.')
        const entries = await takePending(tx, batchSize)
        if (entries.length === 0) return undefined

        const before = frontier ?? (await readFrontier(tx))
        const { after, leaves, nodes } = grow(before, entries)
        const root = frontierRoot(sha256, after)
        const note = signCheckpoint(
          log,
          formatCheckpoint(notePrimitives, { origin: log.origin, size: BigInt(after.size), root }),
        )
        await insertBatch(tx, { leaves, nodes, checkpoint: { size: after.size, note, at: clock() } })
        return { after, placed: entries.length }
      })
      if (grown) frontier = grown.after
      return grown?.placed ?? 0
    },
  }
}

function grow(before: Frontier, entries: readonly { id: string; body: Uint8Array }[]) {
  let after = before
  const leaves: { entryId: string; index: number; hash: Uint8Array }[] = []
  const nodes: TreeNode[] = []
  for (const { id, body } of entries) {
    const hash = leafHash(sha256, body)
    leaves.push({ entryId: id, index: after.size, hash })
    const { frontier, completed } = appendLeaf(sha256, after, hash)
    nodes.push(...completed.slice(1))
    after = frontier
  }
  return { after, leaves, nodes }
}

async function readFrontier(tx: Parameters<typeof lockEpoch>[0]): Promise<Frontier> {
  const size = (await findLatestCheckpoint(tx))?.size ?? 0
  if (size === 0) return emptyFrontier
  const places = peakPlaces(size)
  const nodes = await readNodes(tx, places)
  const peaks = places.map(({ level, index }) => nodes.find((node) => node.level === level && node.index === index))
  if (peaks.some((peak) => peak === undefined)) throw new Error('The log has lost hashes of its tree.')
  return { size, peaks: peaks as TreeNode[] }
}

/** Signs the text of a checkpoint as a C2SP note with one Ed25519 signature. */
function signCheckpoint({ origin, privateKey, publicKey }: LogIdentity, text: string): string {
  const signature = sign(null, Buffer.from(text), privateKey)
  const signed = Buffer.concat([noteKeyId(notePrimitives, origin, publicKey), signature])
  return `${text}\n— ${origin} ${signed.toString('base64')}\n`
}
