/** The log for those who hand it on: ranges of entries with the proofs that tie them to a signed checkpoint. */

import type { Queryable } from '#central/database/database.ts'
import { consistencyProof, type NodeSource, nodesAskedBy, peakPlaces } from '#contract/rules/log-tree.ts'
import { sha256 } from '#verifier/note-primitives.ts'
import * as ranges from './log-range-repository.ts'
import * as repository from './log-repository.ts'
import { readPrunedBelow } from './pruning-repository.ts'
import { nodeKey, readNodes } from './read-nodes.ts'

/** An entry's place, its leaf hash and its bytes; `null` once they have been pruned. */
export type LogLeaf = repository.LeafRow
export type SignedCheckpoint = repository.StoredCheckpoint

export interface LogRange {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/** Checkpoints of a stretch, no more than `limit`, spread evenly; the last one of the stretch is among them. */
export interface Spread extends LogRange {
  readonly limit: number
}

/** Entries wait a moment for their place, so the stretch of a period reaches `slackMs` beyond its end. */
export interface PlacedPeriod {
  readonly from: Date
  readonly until: Date
  readonly slackMs: number
  /** Size of the tree beyond which nothing is looked at. */
  readonly size: number
}

export interface LogReading {
  /** The newest checkpoint; nothing while the log is empty. */
  head(): Promise<SignedCheckpoint | undefined>
  /** The checkpoint over exactly this many entries. */
  checkpointAt(size: number): Promise<SignedCheckpoint | undefined>
  /** Leaves in order, at most some thousand. */
  leaves(range: LogRange): Promise<readonly LogLeaf[]>
  checkpoints(spread: Spread): Promise<readonly SignedCheckpoint[]>
  /** The stretch in which every entry of a period stands. */
  rangeOf(period: PlacedPeriod): Promise<LogRange>
  /** Entries before this index may have lost their bytes, by policy. */
  prunedBelow(): Promise<number>
  /** Hashes of the complete subtrees left of a place, largest first. */
  peaks(size: number): Promise<readonly Uint8Array[]>
  /** Proof that the first `newSize` entries begin with the first `oldSize`; empty for an empty beginning. */
  consistency(sizes: { readonly oldSize: number; readonly newSize: number }): Promise<readonly Uint8Array[]>
}

/** @param queryable A snapshot, when several answers must fit one another. */
export function createLogReading(queryable: Queryable): LogReading {
  return {
    head: () => repository.findLatestCheckpoint(queryable),
    checkpointAt: (size) => ranges.findCheckpointAt(queryable, size),
    leaves: (range) => ranges.listLeaves(queryable, range),
    checkpoints: ({ from, to, limit }) =>
      ranges.listCheckpointsSpread(queryable, { from, to, width: Math.max(1, Math.ceil((to - from) / limit)) }),
    rangeOf: (period) => rangeOf(queryable, period),
    prunedBelow: () => readPrunedBelow(queryable),

    async peaks(size) {
      const places = peakPlaces(size)
      const source = await sourceOf(queryable, places)
      return places.map(({ level, index }) => source(level, index))
    },

    async consistency(sizes) {
      if (sizes.oldSize === 0) return []
      const asked = nodesAskedBy((ask) => consistencyProof(sha256, ask, sizes))
      return consistencyProof(sha256, await sourceOf(queryable, asked), sizes)
    },
  }
}

async function rangeOf(queryable: Queryable, { from, until, slackMs, size }: PlacedPeriod): Promise<LogRange> {
  const start = Math.min(await ranges.countPlacedBefore(queryable, from), size)
  const end = await ranges.countPlacedUntil(queryable, new Date(until.getTime() + slackMs))
  return { from: start, to: Math.max(start, Math.min(end ?? size, size)) }
}

async function sourceOf(
  queryable: Queryable,
  places: readonly { level: number; index: number }[],
): Promise<NodeSource> {
  const known = new Map((await readNodes(queryable, places)).map((node) => [nodeKey(node), node.hash]))
  return (level, index) => {
    const hash = known.get(nodeKey({ level, index }))
    if (hash === undefined) throw new Error('The log has lost a hash of its tree.')
    return hash
  }
}
