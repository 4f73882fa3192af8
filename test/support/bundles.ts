/** Bundles of logs in memory, whole or as the files they are made of. */

import { type BundleSummary, writeBundle } from '#central/audit-export/bundle-writer.ts'
import type { Policy } from '#contract/policy.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import type { MemoryLog } from '#test/support/memory-log.ts'
import type { BundleHeader } from '#verifier/bundle-format.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import type { Member } from '#verifier/tar-file.ts'
import { parseTrustFile } from '#verifier/trust-file.ts'
import { type BundleVerdict, verifyBundle } from '#verifier/verify-bundle.ts'

export const wholePeriod = { from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }
export const everything = { period: wholePeriod, institutions: null, employeeIds: null }
const policy: Policy = { version: 1, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }
const exportId = '00000000-0000-4000-8000-000000000001'

/** Writes the bundle, then the entry of its export, then the receipt, as the service does. */
export async function bundleOf(
  log: MemoryLog,
  changes: Partial<BundleHeader> & { knownSizes?: readonly number[] } = {},
): Promise<Member[]> {
  const { knownSizes = [], ...stretch } = changes
  const size = log.checkpoints.at(-1)?.size ?? 0
  const header: BundleHeader = {
    format: 'cqw-audit-bundle/1',
    origin: log.identity.origin,
    filter: everything,
    withTables: false,
    sampledConsents: 0,
    from: 0,
    to: size,
    treeSize: size,
    prunedBelow: 0,
    ...stretch,
  }
  const attachments = async function* () {}
  const plan = { header, knownSizes, keys: [log.trust], policies: [policy], attachments }
  const members: Member[] = []
  const writing = writeBundle(log.reading, plan, async () => undefined)
  let step = await writing.next()
  for (; !step.done; step = await writing.next()) members.push(step.value)
  return [...members, await handOver(log, header, step.value)]
}

async function handOver(log: MemoryLog, header: BundleHeader, { selected, manifest }: BundleSummary): Promise<Member> {
  const { from, to, treeSize, prunedBelow } = header
  const at = new Date('2026-12-01T02:00:00Z')
  const index = log.leaves.length
  log.append(at, {
    kind: 'audit.exported',
    object: exportId,
    facts: { manifest, from, to, treeSize, prunedBelow, selected },
  })
  log.publish(at)
  const consistency = await log.reading.consistency({ oldSize: treeSize, newSize: index + 1 })
  const content = { receipt: log.receiptFor(index), consistency: consistency.map(notePrimitives.toBase64) }
  return { name: 'receipt.json', bytes: Buffer.from(JSON.stringify(content)) }
}

/** @param trust Lines of a trust file. */
export async function verdictOn(
  members: readonly Member[],
  trust: string,
  seen: readonly Checkpoint[] = [],
): Promise<BundleVerdict> {
  return verifyBundle(streamOf(members), { keys: parseTrustFile(trust), seen })
}

export async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

export async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
