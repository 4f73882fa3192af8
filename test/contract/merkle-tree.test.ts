import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendLeaf,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  inclusionPath,
  type NodeSource,
} from '#contract/rules/log-tree.ts'
import { isConsistent, isIncluded, leafHash, nodeHash } from '#contract/rules/merkle-tree.ts'
import vectors from '#test/fixtures/merkle-rfc6962.json' with { type: 'json' }

const hash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const fromHex = (text: string): Uint8Array => Buffer.from(text, 'hex')
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A tree of leaf hashes with every complete subtree kept. */
function treeOf(leaves: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>()
  let frontier = emptyFrontier as Parameters<typeof appendLeaf>[1]
  for (const leaf of leaves) {
    const grown = appendLeaf(hash, frontier, leaf)
    for (const node of grown.completed) nodes.set(`${node.level}/${node.index}`, node.hash)
    frontier = grown.frontier
  }
  const source: NodeSource = (level, index) => {
    const node = nodes.get(`${level}/${index}`)
    if (!node) throw new Error(`unknown node ${level}/${index}`)
    return node
  }
  return { root: frontierRoot(hash, frontier), source }
}

const leaves = vectors.leavesHex.map((leaf) => leafHash(hash, fromHex(leaf)))
const rootOf = (size: number) => (size === 0 ? emptyRoot(hash) : treeOf(leaves.slice(0, size)).root)

test('the hashes of leaves and nodes are those of the sample tree', () => {
  expect(leaves.map(toHex)).toEqual(vectors.leafHashes)
  expect(toHex(leafHash(hash, Buffer.from('L123456')))).toBe(vectors.hasher.leaf_L123456)
  expect(toHex(nodeHash(hash, Buffer.from('N123'), Buffer.from('N456')))).toBe(vectors.hasher.node_N123_N456)
})

test.each(vectors.roots0to8.map((root, size) => ({ size, root })))('the root of $size leaves', ({ size, root }) => {
  expect(toHex(rootOf(size))).toBe(root)
})

test.each(vectors.inclusion)(
  'the path of leaf $index in a tree of $size is the published one and verifies',
  ({ index, size, proof }) => {
    const { source, root } = treeOf(leaves.slice(0, size))
    const path = inclusionPath(hash, source, { index, size })
    expect(path.map(toHex)).toEqual(proof)
    expect(
      isIncluded(hash, { index: BigInt(index), size: BigInt(size), leaf: leaves[index] as Uint8Array, root, path }),
    ).toBe(true)
  },
)

test.each(vectors.consistency)(
  'the proof from $size1 to $size2 is the published one and verifies',
  ({ size1, size2, proof }) => {
    const computed = consistencyProof(hash, treeOf(leaves).source, { oldSize: size1, newSize: size2 })
    expect(computed.map(toHex)).toEqual(proof)
    const claim = {
      oldSize: BigInt(size1),
      newSize: BigInt(size2),
      oldRoot: rootOf(size1),
      newRoot: rootOf(size2),
      proof: computed,
    }
    expect(isConsistent(hash, claim)).toBe(true)
  },
)

const sizes = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))
const manyLeaves = Array.from({ length: 70 }, (_, index) => leafHash(hash, Buffer.from(`leaf ${index}`)))

test('every leaf of every tree is provable, and no flipped bit goes unnoticed', () => {
  const flip = fc.record({ place: sizes, at: fc.nat(), bit: fc.nat(255) })
  fc.assert(
    fc.property(flip, ({ place: { size, index }, at, bit }) => {
      const { source, root } = treeOf(manyLeaves.slice(0, size))
      const path = inclusionPath(hash, source, { index, size })
      const claim = { index: BigInt(index), size: BigInt(size), leaf: manyLeaves[index] as Uint8Array, root, path }
      expect(isIncluded(hash, claim)).toBe(true)
      const parts = [claim.leaf, root, ...path]
      const changed = parts.map((part, place) => (place === at % parts.length ? flipped(part, bit) : part))
      const [leaf = root, badRoot = root, ...badPath] = changed
      expect(isIncluded(hash, { ...claim, leaf, root: badRoot, path: badPath })).toBe(false)
      expect(isIncluded(hash, { ...claim, path: [...path, root] })).toBe(false)
    }),
  )
})

test('every tree is provably the beginning of every larger one, and of no changed one', () => {
  const pairs = fc
    .integer({ min: 1, max: 70 })
    .chain((newSize) => fc.record({ newSize: fc.constant(newSize), oldSize: fc.integer({ min: 1, max: newSize }) }))
  fc.assert(
    fc.property(pairs, ({ oldSize, newSize }) => {
      const [older, newer] = [treeOf(manyLeaves.slice(0, oldSize)), treeOf(manyLeaves.slice(0, newSize))]
      const proof = consistencyProof(hash, newer.source, { oldSize, newSize })
      const claim = {
        oldSize: BigInt(oldSize),
        newSize: BigInt(newSize),
        oldRoot: older.root,
        newRoot: newer.root,
        proof,
      }
      expect(isConsistent(hash, claim)).toBe(true)
      expect(isConsistent(hash, { ...claim, oldRoot: flipped(older.root, 3) })).toBe(false)
      expect(isConsistent(hash, { ...claim, newRoot: flipped(newer.root, 3) })).toBe(false)
    }),
  )
})

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}
