/** A log in memory for tests of those who check one: real hashes, real signatures, any past one likes. */

import { generateKeyPairSync, sign } from 'node:crypto'
import type { LogReceipt } from '#contract/log-entry.ts'
import { formatCheckpoint, formatVerifierKey, noteKeyId } from '#contract/rules/checkpoint.ts'
import {
  appendLeaf,
  consistencyProof,
  emptyFrontier,
  frontierRoot,
  inclusionPath,
  type NodeSource,
} from '#contract/rules/log-tree.ts'
import { leafHash, nodeHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'

const base64 = notePrimitives.toBase64

export type LogKey = ReturnType<typeof aLogKey>

export function aLogKey(name = 'test.example/log') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  const note = (text: string) => {
    const signature = Buffer.concat([noteKeyId(notePrimitives, name, raw), sign(null, Buffer.from(text), privateKey)])
    return `${text}\n— ${name} ${signature.toString('base64')}\n`
  }
  return { name, verifier: formatVerifierKey(notePrimitives, name, raw), note }
}

export type TestLog = ReturnType<typeof aTestLog>

export function aTestLog(key: LogKey = aLogKey(), entries: Uint8Array[] = []) {
  const leaves = entries.map((entry) => leafHash(sha256, entry))
  const source: NodeSource = (level, index) =>
    level === 0
      ? (leaves[index] ?? new Uint8Array(32))
      : nodeHash(sha256, source(level - 1, 2 * index), source(level - 1, 2 * index + 1))
  return { key, size: () => leaves.length, append, note, consistency, receipt, forkedAt }

  /** @returns The entry's index. */
  function append(entry: string | Uint8Array = `entry ${leaves.length}`): number {
    const bytes = Buffer.from(entry)
    entries.push(bytes)
    return leaves.push(leafHash(sha256, bytes)) - 1
  }

  /** The signed checkpoint over the first `size` entries. */
  function note(size = leaves.length): string {
    const frontier = leaves
      .slice(0, size)
      .reduce((tree, leaf) => appendLeaf(sha256, tree, leaf).frontier, emptyFrontier)
    const root = frontierRoot(sha256, frontier)
    return key.note(formatCheckpoint(notePrimitives, { origin: key.name, size: BigInt(size), root }))
  }

  function consistency(from: number, to = leaves.length): string[] {
    if (from === 0 || from >= to || to > leaves.length) return []
    return consistencyProof(sha256, source, { oldSize: from, newSize: to }).map(base64)
  }

  function receipt(index: number, size = leaves.length): LogReceipt {
    const path = inclusionPath(sha256, source, { index, size }).map(base64)
    return { entry: base64(entries[index] ?? new Uint8Array()), index, path, checkpoint: note(size) }
  }

  /** Another log under the same key that shares only the first `shared` entries. */
  function forkedAt(shared: number, size: number): TestLog {
    const other = aTestLog(key, entries.slice(0, shared))
    while (other.size() < size) other.append(`another past ${other.size()}`)
    return other
  }
}
