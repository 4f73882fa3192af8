/** Makes subtree proofs by the words of the draft, and accumulates every one of them for trees of up to 130 leaves. */

import { emptyRoot } from '#contract/rules/log-tree.ts'
import { coveringSubtrees, isIncludedInSubtree, isSubtree, isSubtreeOf } from '#contract/rules/merkle-subtree.ts'
import { type Hash, leafHash, nodeHash } from '#contract/rules/merkle-tree.ts'

const largest = 130

/** Remembers the hash of each range of leaves it was asked for. */
export function rangeHashes(hash: Hash, leaves: readonly Uint8Array[]) {
  const known = new Map<number, Uint8Array>()
  return rootOf

  function rootOf(from: number, to: number): Uint8Array {
    const key = from * 1000 + to
    const found = known.get(key) ?? compute(from, to)
    known.set(key, found)
    return found
  }

  function compute(from: number, to: number): Uint8Array {
    if (to === from) return emptyRoot(hash)
    if (to - from === 1) return leaves[from] ?? emptyRoot(hash)
    const middle = from + splitOf(to - from)
    return nodeHash(hash, rootOf(from, middle), rootOf(middle, to))
  }
}

type RangeHash = ReturnType<typeof rangeHashes>

/** Path of a leaf within the tree over `[from, to)`, leaf first (RFC 9162 section 2.1.3.1). */
export function pathIn(root: RangeHash, index: number, [from, to]: readonly [number, number]): Uint8Array[] {
  if (to - from <= 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...pathIn(root, index, [from, middle]), root(middle, to)]
    : [...pathIn(root, index, [middle, to]), root(from, middle)]
}

/** SUBTREE_PROOF of section 4.4.1: `[start, end)` within the tree over `[from, to)`. */
export function subtreeProof(
  root: RangeHash,
  { start, end }: { start: number; end: number },
  [from, to, isKnown]: readonly [number, number, boolean],
): Uint8Array[] {
  if (start === end) return []
  if (start === from && end === to) return isKnown ? [] : [root(from, to)]
  const middle = from + splitOf(to - from)
  if (end <= middle) return [...subtreeProof(root, { start, end }, [from, middle, isKnown]), root(middle, to)]
  if (start >= middle) return [...subtreeProof(root, { start, end }, [middle, to, isKnown]), root(from, middle)]
  return [...subtreeProof(root, { start: middle, end }, [middle, to, false]), root(from, middle)]
}

function splitOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

/** Each published accumulation; a proof the verifier does not accept spoils its line. */
export function accumulatedSubtreeHashes(hash: Hash, utf8: (text: string) => Uint8Array) {
  const leaves = Array.from({ length: largest }, (_, index) => leafHash(hash, Uint8Array.of(index)))
  const root = rangeHashes(hash, leaves)
  const of = (lines: readonly string[]) => hash(utf8(lines.join('')))
  return {
    subtreeHash: of(subtreesUpTo(largest).map(([start, end]) => `[${start}, ${end}) ${hexOf(root(start, end))}\n`)),
    subtreeInclusion: of(subtreesUpTo(largest).flatMap((range) => inclusionLines(hash, root, range))),
    subtreeConsistency: of(
      Array.from({ length: largest + 1 }, (_, size) => size).flatMap((size) =>
        subtreesUpTo(size).map((range) => consistencyLine(hash, root, { range, size })),
      ),
    ),
    subtreeCovering: of(intervalsUpTo(largest).map(coveringLine)),
  }
}

function inclusionLines(hash: Hash, root: RangeHash, [start, end]: readonly [number, number]): string[] {
  return Array.from({ length: end - start }, (_, at) => start + at).map((index) => {
    const path = pathIn(root, index, [start, end])
    const subtree = { start: BigInt(start), end: BigInt(end) }
    const claim = { subtree, index: BigInt(index), leaf: root(index, index + 1), node: root(start, end), path }
    const isGood = isIncludedInSubtree(hash, claim) && !isIncludedInSubtree(hash, { ...claim, path: path.slice(1) })
    return lineOf(`${index} [${start}, ${end})`, path, isGood || path.length === 0)
  })
}

function consistencyLine(
  hash: Hash,
  root: RangeHash,
  { range: [start, end], size }: { range: readonly [number, number]; size: number },
): string {
  const proof = subtreeProof(root, { start, end }, [0, size, true])
  const subtree = { start: BigInt(start), end: BigInt(end) }
  const claim = { subtree, node: root(start, end), size: BigInt(size), root: root(0, size), proof }
  return lineOf(`[${start}, ${end}) ${size}`, proof, isSubtreeOf(hash, claim))
}

function coveringLine([start, end]: readonly [number, number]): string {
  const [left, right] = coveringSubtrees({ start: BigInt(start), end: BigInt(end) })
  return `[${left.start}, ${left.end}) [${right.start}, ${right.end})\n`
}

function lineOf(head: string, hashes: readonly Uint8Array[], isGood: boolean): string {
  return `${[head, ...hashes.map(hexOf)].join(' ')}${isGood ? '' : ' refused'}\n`
}

function intervalsUpTo(size: number): (readonly [number, number])[] {
  return Array.from({ length: size + 1 }, (_, end) => end).flatMap((end) =>
    Array.from({ length: end + 1 }, (_, start) => [start, end] as const),
  )
}

function subtreesUpTo(size: number): (readonly [number, number])[] {
  return intervalsUpTo(size).filter(([start, end]) => isSubtree({ start: BigInt(start), end: BigInt(end) }))
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => hexDigits[byte]).join('')
}
