/** Proofs over the log's tree: from what is fresh in memory, else in one statement. */

import type { Database } from '#central/database/database.ts'
import { type NodeSource, nodesAskedBy } from '#contract/rules/log-tree.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import { nodeKey, readNodes } from './read-nodes.ts'
import type { RecentLog } from './recent-log.ts'

/** Computes the hashes of a proof from nodes of the tree. */
export type ProofOf = (source: NodeSource) => readonly Uint8Array[]

/** @returns The proof's hashes in base64. */
export type ProofMaker = (proofOf: ProofOf) => Promise<string[]>

export function createProofMaker(database: Database, recent: RecentLog): ProofMaker {
  return async (proofOf) => {
    const hashes = recent.compute(proofOf) ?? (await computeStored(proofOf))
    return hashes.map(notePrimitives.toBase64)
  }

  async function computeStored(proofOf: ProofOf): Promise<readonly Uint8Array[]> {
    const nodes = await readNodes(database, nodesAskedBy(proofOf))
    const known = new Map(nodes.map((node) => [nodeKey(node), node.hash]))
    return proofOf((level, index) => required(known.get(nodeKey({ level, index }))))
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The log has lost a hash of its tree.')
  return value
}
