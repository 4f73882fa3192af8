/** What the local sequencer published lately, so that receipts for fresh entries ask no database. */

import type { LogReceipt } from '#contract/log-entry.ts'
import { inclusionPath, type NodeSource, type TreeNode } from '#contract/rules/log-tree.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'
import type { Published } from './sequencer.ts'

const maxEntries = 8192
const maxNodes = 65_536

export interface RecentLog {
  add(published: Published): void
  /** `undefined` when the entry is not known here, or was placed too long ago. */
  receipt(entryId: string): LogReceipt | undefined
  /** Computes with nodes of the tree; `undefined` when one of them is not known here any more. */
  compute<T>(using: (source: NodeSource) => T): T | undefined
}

interface Known {
  readonly index: number
  readonly body: Uint8Array
}

class UnknownNodeError extends Error {}

export function createRecentLog(): RecentLog {
  const entries = new Map<string, Known>()
  const nodes = new Map<number, Uint8Array>()
  let latest: { readonly size: number; readonly note: string } | undefined

  return { add, receipt, compute }

  function add({ entries: placed, before, nodes: grown, size, note }: Published): void {
    // The left neighbours of everything new; set again, so that they are not the oldest.
    for (const peak of before.peaks) keep(peak)
    for (const node of grown) keep(node)
    for (const [at, { id, body }] of placed.entries()) entries.set(id, { index: before.size + at, body })
    forgetOldest(entries, maxEntries)
    forgetOldest(nodes, maxNodes)
    latest = { size, note }
  }

  function keep(node: TreeNode): void {
    const key = keyOf(node.level, node.index)
    nodes.delete(key)
    nodes.set(key, node.hash)
  }

  function receipt(entryId: string): LogReceipt | undefined {
    const known = entries.get(entryId)
    if (!known || !latest) return undefined
    const { index, body } = known
    const { size, note } = latest
    const path = compute((nodesOf) => inclusionPath(sha256, nodesOf, { index, size }))
    const { toBase64 } = notePrimitives
    return path && { entry: toBase64(body), index, path: path.map(toBase64), checkpoint: note }
  }

  function compute<T>(using: (nodesOf: NodeSource) => T): T | undefined {
    try {
      return using(source)
    } catch (error) {
      if (error instanceof UnknownNodeError) return undefined
      throw error
    }
  }

  function source(...[level, index]: Parameters<NodeSource>): Uint8Array {
    const hash = nodes.get(keyOf(level, index))
    if (!hash) throw new UnknownNodeError()
    return hash
  }
}

/** A number is a faster key than a text; indexes stay far below 2^46. */
function keyOf(level: number, index: number): number {
  return index * 64 + level
}

function forgetOldest(map: Map<unknown, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return
    map.delete(key)
  }
}
