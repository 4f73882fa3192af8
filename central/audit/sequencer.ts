/**
 * Gives entries their places and signs checkpoints. One at a time: each sequencer raises the epoch when it starts, and one
 * whose epoch is gone publishes nothing. It flushes when the previous flush has returned; no entry waits for a timer.
 */

import { type KeyObject, sign } from 'node:crypto'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable } from '#central/database/database.ts'
import { formatCheckpoint, noteKeyId } from '#contract/rules/checkpoint.ts'
import {
  appendLeaf,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  isStoredLevel,
  peakPlaces,
  type TreeNode,
} from '#contract/rules/log-tree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'
import { findLatestCheckpoint, insertBatch, type NewEntry, raiseEpoch, takePending } from './log-repository.ts'
import { readNodes } from './read-nodes.ts'

const batchSize = 2000

export interface LogIdentity {
  /** Name of the log, first line of every checkpoint. */
  readonly origin: string
  readonly privateKey: KeyObject
  readonly publicKey: Uint8Array
}

/** Another sequencer has started since; this one must stop. Nothing of the batch was written. */
export class FencedError extends Error {
  override readonly name = 'FencedError'
}

/** A batch that is in the log now. */
export interface Published {
  /** In order; the first one's index is `before.size`. */
  readonly entries: readonly NewEntry[]
  readonly before: Frontier
  /** Leaves and all subtrees that became complete. */
  readonly nodes: readonly TreeNode[]
  readonly size: number
  readonly note: string
}

export interface Sequencer {
  /** Gives places to entries that wait, then to those given, which it writes as well. @throws {FencedError} */
  flush(unwritten?: readonly NewEntry[]): Promise<Published | undefined>
  /** Writes these entries at their places, without a look at those that wait. @throws {FencedError} */
  place(unwritten: readonly NewEntry[]): Promise<Published | undefined>
}

/** Takes over the log. */
export async function startSequencer(database: Database, log: LogIdentity, clock: Clock): Promise<Sequencer> {
  const epoch = await raiseEpoch(database)
  let frontier: Frontier | undefined

  return {
    flush: (unwritten = []) =>
      keepingUp(() =>
        inTransaction(database, async (tx) => {
          const waiting = await takePending(tx, epoch, batchSize)
          if (waiting === undefined) throw fenced()
          return append(tx, unwritten, waiting)
        }),
      ),
    place: (unwritten) => keepingUp(() => append(database, unwritten, [])),
  }

  /** After a failure nobody knows whether the batch was committed: the next one reads the tree anew. */
  async function keepingUp(work: () => Promise<Growth | undefined>): Promise<Published | undefined> {
    try {
      const growth = await work()
      if (growth) frontier = growth.after
      return growth?.published
    } catch (error) {
      frontier = undefined
      throw error
    }
  }

  async function append(
    queryable: Queryable,
    unwritten: readonly NewEntry[],
    waiting: readonly NewEntry[],
  ): Promise<Growth | undefined> {
    const entries = [...waiting, ...unwritten]
    if (entries.length === 0) return undefined
    const before = frontier ?? (await readFrontier(queryable))
    const { after, leaves, nodes } = grow(before, entries)
    const { size } = after
    const text = formatCheckpoint(notePrimitives, {
      origin: log.origin,
      size: BigInt(size),
      root: frontierRoot(sha256, after),
    })
    const note = signCheckpoint(log, text)
    const stored = nodes.filter(({ level }) => level > 0 && isStoredLevel(level))
    const checkpoint = { size, note, at: clock() }
    if (!(await insertBatch(queryable, { epoch, entries: unwritten, leaves, nodes: stored, checkpoint })))
      throw fenced()
    return { after, published: { entries, before, nodes, size, note } }
  }
}

interface Growth {
  readonly after: Frontier
  readonly published: Published
}

function fenced(): FencedError {
  return new FencedError('Another sequencer has taken over the log.')
}

function grow(before: Frontier, entries: readonly NewEntry[]) {
  let after = before
  const leaves: { entryId: string; index: number; hash: Uint8Array }[] = []
  const nodes: TreeNode[] = []
  for (const { id, body } of entries) {
    const hash = leafHash(sha256, body)
    leaves.push({ entryId: id, index: after.size, hash })
    const { frontier, completed } = appendLeaf(sha256, after, hash)
    nodes.push(...completed)
    after = frontier
  }
  return { after, leaves, nodes }
}

async function readFrontier(queryable: Queryable): Promise<Frontier> {
  const size = (await findLatestCheckpoint(queryable))?.size ?? 0
  if (size === 0) return emptyFrontier
  const peaks = await readNodes(queryable, peakPlaces(size))
  if (peaks.length !== peakPlaces(size).length) throw new Error('The log has lost hashes of its tree.')
  return { size, peaks }
}

/** Signs the text of a checkpoint as a C2SP note with one Ed25519 signature. */
export function signCheckpoint({ origin, privateKey, publicKey }: LogIdentity, text: string): string {
  const signature = sign(null, Buffer.from(text), privateKey)
  const signed = Buffer.concat([noteKeyId(notePrimitives, origin, publicKey), signature])
  return `${text}\n— ${origin} ${signed.toString('base64')}\n`
}
