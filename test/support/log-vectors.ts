/** Judges the published vectors of the log's rules with the primitives of a platform. Runs in Node and in Electron. */

import { formatVerifierKey, type NotePrimitives, openNote, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { type Hash, isConsistent, isIncluded, leafHash, nodeHash } from '#contract/rules/merkle-tree.ts'
import treeVectors from '#test/fixtures/merkle-rfc6962.json' with { type: 'json' }
import subtreeVectors from '#test/fixtures/merkle-subtree.json' with { type: 'json' }
import noteVector from '#test/fixtures/signed-note.json' with { type: 'json' }
import type { MerkleCases } from '#test/support/published-cases.ts'
import { accumulatedSubtreeHashes } from '#test/support/subtrees.ts'

export interface Judgement {
  readonly name: string
  readonly isAsPublished: boolean
}

export function judgeVectors(primitives: NotePrimitives): Judgement[] {
  return [...judgeTree(primitives.sha256), ...judgeNotes(primitives), ...judgeSubtrees(primitives)]
}

export function judgeCases({ sha256, fromBase64 }: NotePrimitives, cases: MerkleCases): Judgement[] {
  const bytes = (texts: readonly string[] | null) => (texts ?? []).map(fromBase64)
  return [
    ...cases.inclusion.map(({ name, leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
      const claim = {
        index: BigInt(leafIdx),
        size: BigInt(treeSize),
        leaf: fromBase64(leaf),
        root: fromBase64(root),
        path: bytes(proof),
      }
      return { name, isAsPublished: isIncluded(sha256, claim) === !wantErr }
    }),
    ...cases.consistency.map(({ name, size1, size2, root1, root2, proof, wantErr }) => {
      const claim = {
        oldSize: BigInt(size1),
        newSize: BigInt(size2),
        oldRoot: fromBase64(root1),
        newRoot: fromBase64(root2),
        proof: bytes(proof),
      }
      return { name, isAsPublished: isConsistent(sha256, claim) === !wantErr }
    }),
  ]
}

function judgeTree(hash: Hash): Judgement[] {
  const leaves = treeVectors.leavesHex.map((leaf) => leafHash(hash, fromHex(leaf)))
  const root = (size: number) => fromHex(treeVectors.roots0to8[size] ?? '')
  return [
    ...leaves.map((leaf, at) => ({ name: `leaf ${at}`, isAsPublished: toHex(leaf) === treeVectors.leafHashes[at] })),
    ...treeVectors.inclusion.map(({ index, size, proof }) => ({
      name: `leaf ${index} in ${size}`,
      isAsPublished: isIncluded(hash, {
        index: BigInt(index),
        size: BigInt(size),
        leaf: leaves[index] ?? fromHex(''),
        root: root(size),
        path: proof.map(fromHex),
      }),
    })),
    ...treeVectors.consistency.map(({ size1, size2, proof }) => ({
      name: `${size1} in ${size2}`,
      isAsPublished: isConsistent(hash, {
        oldSize: BigInt(size1),
        newSize: BigInt(size2),
        oldRoot: root(size1),
        newRoot: root(size2),
        proof: proof.map(fromHex),
      }),
    })),
    {
      name: 'node hash',
      isAsPublished:
        toHex(nodeHash(hash, ascii('N123'), ascii('N456'))) === treeVectors.hasher.node_N123_N456 &&
        toHex(leafHash(hash, ascii('L123456'))) === treeVectors.hasher.leaf_L123456,
    },
  ]
}

function judgeNotes(primitives: NotePrimitives): Judgement[] {
  const key = parseVerifierKey(primitives, noteVector.vkey)
  const note = `${noteVector.text}\n${noteVector.sigLine}\n`
  const changed = note.replace('example message', 'example massage')
  return [
    { name: 'note opens', isAsPublished: openNote(primitives, key, note) === noteVector.text },
    { name: 'changed note does not open', isAsPublished: openNote(primitives, key, changed) === undefined },
    {
      name: 'key id',
      isAsPublished: formatVerifierKey(primitives, key.name, key.publicKey) === noteVector.vkey,
    },
  ]
}

function judgeSubtrees({ sha256, utf8 }: NotePrimitives): Judgement[] {
  const computed = accumulatedSubtreeHashes(sha256, utf8)
  return (['subtreeHash', 'subtreeInclusion', 'subtreeConsistency', 'subtreeCovering'] as const).map((name) => ({
    name,
    isAsPublished: toHex(computed[name]) === subtreeVectors[name],
  }))
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
