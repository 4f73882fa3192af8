/** A sealed bundle of very many entries, written without a database: entries are made as they are asked for. */

import { sign } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import canonicalize from 'canonicalize'
import type { LogReading } from '#central/audit/log-reading-service.ts'
import { type BundleSummary, writeBundle } from '#central/audit-export/bundle-writer.ts'
import { formatCheckpoint, noteKeyId } from '#contract/rules/checkpoint.ts'
import { appendLeaf, emptyFrontier, type Frontier, frontierRoot } from '#contract/rules/log-tree.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { aDraft, aLogIdentity } from '#test/support/log-entries.ts'
import { sealTo } from '#verifier/age-file.ts'
import type { BundleHeader } from '#verifier/bundle-format.ts'
import { logVerifierKey, notePrimitives, sha256 } from '#verifier/note-primitives.ts'
import { packEnd, packMember } from '#verifier/tar-file.ts'

const start = Date.UTC(2026, 0, 5)
const everything = {
  period: { from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
  institutions: null,
  employeeIds: null,
}

/** What the verifier needs to be given. */
export interface SealedBundle {
  readonly identity: string
  readonly trust: string
}

/** @param count A power of two, so that the proofs around the export's own entry are one hash each. */
export async function writeLongBundle(file: string, count: number): Promise<SealedBundle> {
  const log = aLogIdentity()
  const identity = await generateX25519Identity()
  const tree = growTree(count)
  const signed = (size: number, root: Uint8Array) => {
    const text = formatCheckpoint(notePrimitives, { origin: log.origin, size: BigInt(size), root })
    const id = noteKeyId(notePrimitives, log.origin, log.publicKey)
    const signature = Buffer.concat([id, sign(null, Buffer.from(text), log.privateKey)]).toString('base64')
    return { size, note: `${text}\n— ${log.origin} ${signature}\n`, at: new Date(start) }
  }
  const checkpoints = tree.roots.map(({ size, root }) => signed(size, root))
  const header: BundleHeader = {
    format: 'cqw-audit-bundle/1',
    origin: log.origin,
    filter: everything,
    withTables: false,
    sampledConsents: 0,
    from: 0,
    to: count,
    treeSize: count,
    prunedBelow: 0,
  }
  const reading: Pick<LogReading, 'leaves' | 'checkpoints' | 'checkpointAt' | 'peaks' | 'consistency'> = {
    leaves: async ({ from, to }) =>
      Array.from({ length: to - from }, (_, at) => {
        const body = bodyOf(from + at)
        return { index: from + at, hash: leafHash(sha256, body), body }
      }),
    checkpoints: async () => checkpoints,
    checkpointAt: async () => checkpoints.at(-1),
    peaks: async () => [],
    consistency: async () => [],
  }
  const trust = logVerifierKey(log.origin, log.publicKey)

  async function* packed() {
    const attachments = async function* () {}
    const plan = { header, knownSizes: [], keys: [trust], policies: [], attachments }
    const writing = writeBundle(reading as LogReading, plan, async () => undefined)
    let step = await writing.next()
    for (; !step.done; step = await writing.next()) yield* packMember(step.value)
    yield* packMember({ name: 'receipt.json', bytes: Buffer.from(JSON.stringify(receiptOf(step.value))) })
    yield packEnd()
  }

  function receiptOf({ manifest, selected }: BundleSummary) {
    const facts = { manifest, selected, from: 0, to: count, treeSize: count, prunedBelow: 0 }
    const body = entryBody(count, { kind: 'audit.exported', object: idOf(count), facts })
    const { frontier } = appendLeaf(sha256, tree.frontier, leafHash(sha256, body))
    const { toBase64 } = notePrimitives
    const path = [toBase64(frontierRoot(sha256, tree.frontier))]
    const checkpoint = signed(count + 1, frontierRoot(sha256, frontier)).note
    const receipt = { entry: toBase64(body), index: count, path, checkpoint }
    return { receipt, consistency: [toBase64(leafHash(sha256, body))] }
  }

  await pipeline(Readable.from(await sealTo(await identityToRecipient(identity), packed())), createWriteStream(file))
  return { identity, trust }
}

/** Every thousandth root and the last one, as a sequencer under load would sign them. */
function growTree(count: number) {
  let frontier: Frontier = emptyFrontier
  const roots: { size: number; root: Uint8Array }[] = []
  for (let index = 0; index < count; index += 1) {
    frontier = appendLeaf(sha256, frontier, leafHash(sha256, bodyOf(index))).frontier
    if (frontier.size % 1000 === 0 || frontier.size === count)
      roots.push({ size: frontier.size, root: frontierRoot(sha256, frontier) })
  }
  return { frontier, roots }
}

function bodyOf(index: number): Buffer {
  return entryBody(index, { subjectCommitment: '0'.repeat(64), deviceThumbprint: 'x'.repeat(43), object: idOf(index) })
}

function entryBody(index: number, changes: object): Buffer {
  const at = new Date(start + index * 20).toISOString()
  return Buffer.from(canonicalize({ format: 1, id: idOf(index), at, ...aDraft(), ...changes }) ?? '')
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}
