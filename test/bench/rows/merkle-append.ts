import { createHash, randomFillSync } from 'node:crypto'
import { appendLeaf, emptyFrontier, frontierRoot } from '#contract/rules/log-tree.ts'
import { isEqual, leafHash } from '#contract/rules/merkle-tree.ts'
import type { Row } from '#test/bench/harness.ts'
import { sha256 } from '#verifier/note-primitives.ts'

const entryBytes = 300

/** The log's tree as the sequencer grows it: leaf hash, append, at the end the root. */
export const merkleAppend: Row = {
  name: 'merkle-append',
  unit: 'entries/s',
  against: 'a naive recursive tree on createHash over the same entries',
  reach: 2.5,
  better: 'higher',
  rounds: { full: 5, quick: 5 },
  async prepare({ isQuick }) {
    const count = isQuick ? 65_536 : 1_048_576
    const all = new Uint8Array(count * entryBytes)
    for (let at = 0; at < all.length; at += 65_536) randomFillSync(all, at, Math.min(65_536, all.length - at))
    const entryAt: EntryAt = (index) => all.subarray(index * entryBytes, (index + 1) * entryBytes)
    if (!isEqual(growTree(1000, entryAt), naiveRoot(0, 1000, entryAt))) throw new Error('The two trees differ.')
    return {
      ours: async () => entriesPerSecond(count, () => growTree(count, entryAt)),
      reference: async () => entriesPerSecond(count, () => naiveRoot(0, count, entryAt)),
      notes: () => [`${count} entries of ${entryBytes} bytes`],
      end: async () => undefined,
    }
  },
}

type EntryAt = (index: number) => Uint8Array

function growTree(count: number, entryAt: EntryAt): Uint8Array {
  let frontier = emptyFrontier
  for (let index = 0; index < count; index += 1) {
    frontier = appendLeaf(sha256, frontier, leafHash(sha256, entryAt(index))).frontier
  }
  return frontierRoot(sha256, frontier)
}

/** RFC 6962 section 2.1, word for word. */
function naiveRoot(from: number, to: number, entryAt: EntryAt): Uint8Array {
  if (to - from === 1) return createHash('sha256').update(Uint8Array.of(0)).update(entryAt(from)).digest()
  const middle = from + 2 ** Math.floor(Math.log2(to - from - 1))
  const [left, right] = [naiveRoot(from, middle, entryAt), naiveRoot(middle, to, entryAt)]
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()
}

function entriesPerSecond(count: number, work: () => Uint8Array): number {
  const started = performance.now()
  work()
  return (count * 1000) / (performance.now() - started)
}
