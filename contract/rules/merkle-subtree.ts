/**
 * Subtrees `[start, end)` of the log's tree: their shape, and the checks that a leaf is in one and that one is in a tree.
 *
 * @see draft-ietf-plants-merkle-tree-certs, sections 4.1 to 4.5.
 */

import { type Hash, isEqual, isIncluded, nodeHash } from '#contract/rules/merkle-tree.ts'

export interface Subtree {
  readonly start: bigint
  readonly end: bigint
}

/** Whether the interval is a subtree: it begins at a multiple of its size rounded up to a power of two. */
export function isSubtree({ start, end }: Subtree): boolean {
  return start >= 0n && start <= end && start % roundedUp(end - start) === 0n
}

export interface SubtreeInclusionClaim {
  readonly subtree: Subtree
  readonly index: bigint
  readonly leaf: Uint8Array
  /** Hash of the subtree. */
  readonly node: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** Whether `path` proves that the leaf stands at `index` of the subtree with this hash. */
export function isIncludedInSubtree(hash: Hash, { subtree, index, leaf, node, path }: SubtreeInclusionClaim): boolean {
  const { start, end } = subtree
  if (!isSubtree(subtree) || index < start) return false
  return isIncluded(hash, { index: index - start, size: end - start, leaf, root: node, path })
}

export interface SubtreeClaim {
  readonly subtree: Subtree
  readonly node: Uint8Array
  /** Size of the whole tree. */
  readonly size: bigint
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether `proof` shows that the tree with this root contains the subtree with this hash. */
export function isSubtreeOf(hash: Hash, { subtree, node, size, root, proof }: SubtreeClaim): boolean {
  const { start, end } = subtree
  if (!isSubtree(subtree) || end > size || ![node, root, ...proof].every((bytes) => bytes.length === 32)) return false
  if (start === end) return proof.length === 0 && isEqual(node, hash(new Uint8Array()))

  const place = entryPoint({ first: start, last: end - 1n, edge: size - 1n })
  const [seed, ...siblings] = place.first === place.last ? [node, ...proof] : proof
  if (seed === undefined) return false
  const climbed = climb(hash, { place, inner: seed, outer: seed }, siblings)
  return climbed !== undefined && isEqual(climbed.inner, node) && isEqual(climbed.outer, root)
}

/** Where a climb stands on its level: the subtree's first and last node, and the tree's last node. */
interface Span {
  readonly first: bigint
  readonly last: bigint
  readonly edge: bigint
}

interface Climb {
  readonly place: Span
  /** What the siblings so far make of the subtree. */
  readonly inner: Uint8Array
  /** What they make of the tree. */
  readonly outer: Uint8Array
}

/** The level at which the proof begins: the largest complete piece at the subtree's right edge. */
function entryPoint(span: Span): Span {
  // At the tree's own right edge pieces are complete at every level.
  const reachesEdge = span.last === span.edge
  let place = span
  while (place.first !== place.last && (reachesEdge || place.last % 2n === 1n)) place = up(place)
  return place
}

function climb(hash: Hash, from: Climb, siblings: readonly Uint8Array[]): Climb | undefined {
  let at: Climb | undefined = from
  for (const sibling of siblings) at = at && step(hash, at, sibling)
  return at?.place.edge === 0n ? at : undefined
}

function step(hash: Hash, { place, inner, outer }: Climb, sibling: Uint8Array): Climb | undefined {
  const { first, last, edge } = place
  if (edge === 0n) return undefined
  if (last % 2n === 0n && last !== edge) return { place: up(place), inner, outer: nodeHash(hash, outer, sibling) }
  return {
    place: up(skipMissingLevels(place)),
    // A sibling on the left belongs to the subtree as long as the subtree reaches beyond it.
    inner: first < last ? nodeHash(hash, sibling, inner) : inner,
    outer: nodeHash(hash, sibling, outer),
  }
}

function up({ first, last, edge }: Span): Span {
  return { first: first >> 1n, last: last >> 1n, edge: edge >> 1n }
}

function skipMissingLevels(place: Span): Span {
  return place.last % 2n === 0n && place.last !== 0n ? skipMissingLevels(up(place)) : place
}

/** The two subtrees that cover an interval: together they begin at or before its start and end where it ends. */
export function coveringSubtrees({ start, end }: Subtree): readonly [Subtree, Subtree] {
  if (end - start <= 1n)
    return [
      { start, end },
      { start: end, end },
    ]
  const last = end - 1n
  // The split lies where start and last part: the highest bit in which they differ.
  const width = roundedUp((start ^ last) + 1n) >> 1n
  const middle = last - (last % width)
  const left = roundedUp(middle - start)
  return [
    { start: middle - left, end: middle },
    { start: middle, end },
  ]
}

/** The smallest power of two that is not smaller; 1 for 0. */
function roundedUp(count: bigint): bigint {
  let power = 1n
  while (power < count) power <<= 1n
  return power
}
