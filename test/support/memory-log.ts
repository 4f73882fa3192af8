/** A log in memory, signed and read as the service does it, for what need not wait for a database. */

import { randomUUID, sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { EntryDraft } from '#central/audit/audit-service.ts'
import type { LogLeaf, LogReading, SignedCheckpoint } from '#central/audit/log-reading-service.ts'
import type { LogReceipt } from '#contract/log-entry.ts'
import { formatCheckpoint, noteKeyId } from '#contract/rules/checkpoint.ts'
import {
  appendLeaf,
  consistencyProof,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  inclusionPath,
  type NodeSource,
  peakPlaces,
} from '#contract/rules/log-tree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { logVerifierKey, notePrimitives, sha256 } from '#verifier/note-primitives.ts'

export type MemoryLog = ReturnType<typeof createMemoryLog>

/** @param entries Bodies to begin with: another log may share a beginning with this one. */
export function createMemoryLog(identity = aLogIdentity()) {
  const leaves: LogLeaf[] = []
  const checkpoints: SignedCheckpoint[] = []
  const nodes = new Map<string, Uint8Array>()
  let frontier: Frontier = emptyFrontier

  const source: NodeSource = (level, index) => nodes.get(`${level}/${index}`) ?? new Uint8Array(32)

  function appendBody(body: Uint8Array): void {
    const hash = leafHash(sha256, body)
    leaves.push({ index: leaves.length, hash, body })
    const grown = appendLeaf(sha256, frontier, hash)
    for (const node of grown.completed) nodes.set(`${node.level}/${node.index}`, node.hash)
    frontier = grown.frontier
  }

  function append(at: Date, draft: Partial<EntryDraft> = {}): void {
    const entry = { format: 1, id: randomUUID(), at: at.toISOString(), ...aDraft(), ...draft }
    appendBody(Buffer.from(canonicalize(entry) ?? ''))
  }

  /** Signs what is there. @param key Another key than the log's own. */
  function publish(at: Date, key = identity): SignedCheckpoint {
    const root = frontierRoot(sha256, frontier)
    const text = formatCheckpoint(notePrimitives, { origin: key.origin, size: BigInt(frontier.size), root })
    const id = noteKeyId(notePrimitives, key.origin, key.publicKey)
    const signed = Buffer.concat([id, sign(null, Buffer.from(text), key.privateKey)])
    const checkpoint = { size: frontier.size, note: `${text}\n— ${key.origin} ${signed.toString('base64')}\n`, at }
    checkpoints.push(checkpoint)
    return checkpoint
  }

  function receiptFor(index: number): LogReceipt {
    const { size, note } = checkpoints.at(-1) ?? { size: 0, note: '' }
    const path = inclusionPath(sha256, source, { index, size }).map(notePrimitives.toBase64)
    return { entry: notePrimitives.toBase64(leaves[index]?.body ?? new Uint8Array()), index, path, checkpoint: note }
  }

  const reading: LogReading = {
    head: async () => checkpoints.at(-1),
    checkpointAt: async (size) => checkpoints.find((checkpoint) => checkpoint.size === size),
    leaves: async ({ from, to }) => leaves.slice(from, to),
    checkpoints: async ({ from, to }) => checkpoints.filter(({ size }) => size > from && size <= to),
    prunedBelow: async () => 0,
    rangeOf: async ({ size }) => ({ from: 0, to: size }),
    peaks: async (size) => peakPlaces(size).map(({ level, index }) => source(level, index)),
    consistency: async ({ oldSize, newSize }) =>
      oldSize === 0 ? [] : consistencyProof(sha256, source, { oldSize, newSize }),
  }

  const trust = logVerifierKey(identity.origin, identity.publicKey)
  return { identity, trust, leaves, checkpoints, append, appendBody, publish, receiptFor, reading }
}
