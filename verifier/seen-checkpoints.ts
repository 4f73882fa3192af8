/** Checkpoints kept from elsewhere show what a bundle alone cannot: another history signed by the same key. */

import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { isConsistent, isEqual } from '#contract/rules/merkle-tree.ts'
import type { BundleHeader, BundleProof } from './bundle-format.ts'
import { sha256 } from './note-primitives.ts'
import type { Problems } from './problems.ts'
import { type ExpectedRoots, hashFrom, type RootOwner } from './stretch-check.ts'

/** Every root that must come out while the stretch is read, the log's own and those kept elsewhere. */
export function rootsToMeet(
  { from, to }: BundleHeader,
  { checkpoints, seen }: { readonly checkpoints: readonly Checkpoint[]; readonly seen: readonly Checkpoint[] },
): ExpectedRoots {
  const roots = new Map<number, { root: Uint8Array; whose: RootOwner }[]>()
  const expect = (whose: RootOwner) => (checkpoint: Checkpoint) => {
    const size = Number(checkpoint.size)
    if (size <= from || size > to) return
    roots.set(size, [...(roots.get(size) ?? []), { root: checkpoint.root, whose }])
  }
  checkpoints.forEach(expect('log'))
  seen.forEach(expect('reader'))
  return roots
}

export interface SeenContext {
  readonly header: BundleHeader
  readonly proof: BundleProof
  readonly newest: Checkpoint | undefined
  /** The log when the bundle was handed over. */
  readonly handedOver: Checkpoint | undefined
  readonly problems: Problems
}

/** Holds the others against the newest checkpoint. @returns Sizes for which the bundle has no proof. */
export function compareSeen(seen: readonly Checkpoint[], context: SeenContext): number[] {
  const { header, handedOver, problems } = context
  const logSize = Number(handedOver?.size ?? header.treeSize)
  const outside = seen.filter(({ size }) => size <= BigInt(header.from) || size > BigInt(header.to))
  return outside.flatMap((checkpoint) => {
    const size = Number(checkpoint.size)
    if (size > logSize) {
      problems.report(
        logSize,
        `the log had ${size} entries when you kept a checkpoint, now it has ${logSize}`,
        `您保存检查点时日志有 ${size} 条，现在只有 ${logSize} 条：日志被回滚`,
      )
      return []
    }
    const isSame = isBeginning(checkpoint, context)
    if (isSame === false)
      problems.report(
        0,
        `the log is not the one whose ${size} entries you hold a checkpoint over`,
        `这份日志与您所持检查点（${size} 条）不是同一份：日志已分叉`,
      )
    return isSame === undefined ? [size] : []
  })
}

function isBeginning({ size, root }: Checkpoint, { proof, newest, handedOver }: SeenContext): boolean | undefined {
  const same = [newest, handedOver].find((one) => one?.size === size)
  if (same) return isEqual(root, same.root)
  if (!newest) return undefined
  const known = proof.known.find((one) => BigInt(one.size) === size)
  if (!known) return undefined
  const claim = { oldSize: size, newSize: newest.size, oldRoot: root, newRoot: newest.root }
  return isConsistent(sha256, { ...claim, proof: known.consistency.map(hashFrom) })
}
