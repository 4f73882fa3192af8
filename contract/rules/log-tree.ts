/**
 * The log's tree as stored: hashes of complete subtrees by level and index. Level 0 are the leaves.
 *
 * @see RFC 6962 section 2.1.
 */

import { type Hash, nodeHash } from '#contract/rules/merkle-tree.ts'

export interface TreeNode {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/** Gives the hash of a complete subtree; throws when it is not known. */
export type NodeSource = (level: number, index: number) => Uint8Array

/** Root of the empty tree is the hash of nothing. */
export function emptyRoot(hash: Hash): Uint8Array {
  return hash(new Uint8Array())
}

/** A tree that grows: remembers its size and the complete subtrees along its right edge. */
export interface Frontier {
  readonly size: number
  /** From the largest subtree to the smallest; one for each 1 in the binary size. */
  readonly peaks: readonly TreeNode[]
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] }

/** Appends one leaf hash. @returns The grown tree and the nodes that became complete, leaf first. */
export function appendLeaf(hash: Hash, { size, peaks }: Frontier, leaf: Uint8Array) {
  let node: TreeNode = { level: 0, index: size, hash: leaf }
  const completed: TreeNode[] = [node]
  const remaining = peaks.slice()
  for (let peak = remaining.at(-1); peak?.level === node.level; peak = remaining.at(-1)) {
    remaining.pop()
    node = { level: node.level + 1, index: Math.floor(peak.index / 2), hash: nodeHash(hash, peak.hash, node.hash) }
    completed.push(node)
  }
  remaining.push(node)
  return { frontier: { size: size + 1, peaks: remaining } satisfies Frontier, completed }
}

export function frontierRoot(hash: Hash, { peaks }: Frontier): Uint8Array {
  const [last, ...others] = peaks.toReversed()
  if (last === undefined) return emptyRoot(hash)
  return others.reduce((right, peak) => nodeHash(hash, peak.hash, right), last.hash)
}

/** A tree for those who only want its root: grows in place, a few times faster than `appendLeaf` and forgets every node. */
export interface GrowingTree {
  readonly size: () => number
  append(leaf: Uint8Array): void
  root(): Uint8Array
}

export function growTree(hash: Hash, { size, peaks }: Frontier): GrowingTree {
  const hashes = peaks.map((peak) => peak.hash)
  let count = size
  return {
    size: () => count,
    append(leaf) {
      let node = leaf
      // Each 1 at the end of the old size is a complete subtree that the new leaf completes once more.
      for (let carry = count; carry % 2 === 1; carry = Math.floor(carry / 2))
        node = nodeHash(hash, hashes.pop() as Uint8Array, node)
      hashes.push(node)
      count += 1
    },
    root() {
      const [last, ...others] = hashes.toReversed()
      if (last === undefined) return emptyRoot(hash)
      return others.reduce((right, peak) => nodeHash(hash, peak, right), last)
    },
  }
}

/** The places of the peaks of a tree of this size, largest first. */
export function peakPlaces(size: number): { level: number; index: number }[] {
  const places = []
  let covered = 0
  for (let level = 52; level >= 0; level -= 1) {
    const width = 2 ** level
    if (size - covered < width) continue
    places.push({ level, index: covered / width })
    covered += width
  }
  return places
}

/** Audit path of the leaf at `index` in the tree of the first `size` leaves, leaf to root. */
export function inclusionPath(hash: Hash, source: NodeSource, { index, size }: { index: number; size: number }) {
  return pathWithin(index, 0, size)

  function pathWithin(leaf: number, from: number, to: number): Uint8Array[] {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return leaf < middle
      ? [...pathWithin(leaf, from, middle), rangeRoot(hash, source, middle, to)]
      : [...pathWithin(leaf, middle, to), rangeRoot(hash, source, from, middle)]
  }
}

/** Proof that the tree of `newSize` leaves begins with the tree of `oldSize` leaves. */
export function consistencyProof(
  hash: Hash,
  source: NodeSource,
  { oldSize, newSize }: { oldSize: number; newSize: number },
) {
  return oldSize === newSize ? [] : proofWithin(oldSize, 0, newSize, true)

  function proofWithin(old: number, from: number, to: number, isWhole: boolean): Uint8Array[] {
    if (old === to - from) return isWhole ? [] : [rangeRoot(hash, source, from, to)]
    const width = splitOf(to - from)
    const middle = from + width
    return old <= width
      ? [...proofWithin(old, from, middle, isWhole), rangeRoot(hash, source, middle, to)]
      : [...proofWithin(old - width, middle, to, false), rangeRoot(hash, source, from, middle)]
  }
}

function rangeRoot(hash: Hash, source: NodeSource, from: number, to: number): Uint8Array {
  const width = to - from
  const level = Math.log2(width)
  if (Number.isInteger(level) && from % width === 0) return source(level, from / width)
  const middle = from + splitOf(width)
  return nodeHash(hash, rangeRoot(hash, source, from, middle), rangeRoot(hash, source, middle, to))
}

/** Subtrees of every fourth level are kept; the leaves are the lowest. */
export function isStoredLevel(level: number): boolean {
  return level % 4 === 0
}

/** The hash of a complete subtree from at most eight kept ones below it, or from itself. */
export function storedRoot(hash: Hash, source: NodeSource, place: { level: number; index: number }): Uint8Array {
  const { level, index } = place
  if (isStoredLevel(level)) return source(level, index)
  const below = (at: number) => storedRoot(hash, source, { level: level - 1, index: at })
  return nodeHash(hash, below(2 * index), below(2 * index + 1))
}

/** The largest power of two smaller than `count`. */
function splitOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

/** The nodes a computation asks its source for, so that they can be fetched in one statement. */
export function nodesAskedBy(compute: (source: NodeSource) => unknown): { level: number; index: number }[] {
  const asked: { level: number; index: number }[] = []
  const nothing = new Uint8Array(32)
  compute((level, index) => {
    asked.push({ level, index })
    return nothing
  })
  return asked
}
