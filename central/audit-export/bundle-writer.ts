/** Makes the files of a bundle one after the other; no more than one file of entries is in memory. */

import { createHash, hash } from 'node:crypto'
import * as z from 'zod'
import type { LogLeaf, LogRange, LogReading } from '#central/audit/log-reading-service.ts'
import { LogEntry } from '#contract/log-entry.ts'
import type { Policy } from '#contract/policy.ts'
import {
  type BundleHeader,
  type BundleProof,
  entriesFile,
  entriesPerFile,
  fileNames,
  formatNotes,
  manifestLine,
  maxCheckpoints,
  notSelected,
  pruned,
  tableFile,
} from '#verifier/bundle-format.ts'
import { csvOf, htmlOf, type TableRow } from '#verifier/entry-tables.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import type { Member } from '#verifier/tar-file.ts'
import { bundleReadme } from './bundle-readme.ts'
import { selectionOf } from './is-selected.ts'

export interface BundlePlan {
  readonly header: BundleHeader
  readonly knownSizes: readonly number[]
  /** Lines of a trust file: the log's keys over time. */
  readonly keys: readonly string[]
  readonly policies: readonly Policy[]
  /** Scans of consents drawn by lot. Given the root of the tree and the consents among the entries. */
  readonly attachments: (root: Uint8Array, consentIds: readonly string[]) => AsyncIterable<Member>
}

export interface BundleSummary {
  readonly selected: number
  /** SHA-256 of the manifest. */
  readonly manifest: string
}

/** Told after each file of entries; throws to stop. */
export type OnProgress = (done: number) => Promise<void>

/**
 * Everything up to and including the manifest.
 *
 * @param log A snapshot: what is written or pruned meanwhile must not be seen.
 * @throws {Error} When an entry's bytes could not be told apart from the line they stand on.
 */
export async function* writeBundle(
  log: LogReading,
  plan: BundlePlan,
  onProgress: OnProgress,
): AsyncGenerator<Member, BundleSummary> {
  const manifest: string[] = []
  const listed = (name: string, content: string | Uint8Array): Member => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    manifest.push(manifestLine({ name, size: bytes.length, sha256: hash('sha256', bytes) }))
    return { name, bytes }
  }

  for (const { name, bytes } of await preface(log, plan)) yield listed(name, bytes)
  let selected = 0
  const isSelected = selectionOf(plan.header.filter)
  const consentIds: string[] = []
  const { from, to } = plan.header
  for (let first = from; first < to; first += entriesPerFile) {
    const range = { from: first, to: Math.min(to, first + entriesPerFile) }
    const { lines, rows } = linesOf(await log.leaves(range), range, isSelected)
    yield listed(entriesFile(first), lines)
    if (plan.header.withTables && rows.length > 0) {
      yield listed(tableFile(first, 'csv'), csvOf(rows))
      yield listed(tableFile(first, 'html'), htmlOf(rows))
    }
    selected += rows.length
    consentIds.push(...consentsIn(rows))
    await onProgress(range.to - from)
  }
  const root = await rootOf(log, plan.header)
  for await (const { name, bytes } of plan.attachments(root, consentIds)) yield listed(name, bytes)

  const text = Buffer.from(manifest.join(''))
  yield { name: fileNames.manifest, bytes: text }
  return { selected, manifest: createHash('sha256').update(text).digest('hex') }
}

async function preface(log: LogReading, plan: BundlePlan): Promise<Member[]> {
  const { header } = plan
  const checkpoints = await log.checkpoints({ ...header, limit: maxCheckpoints })
  return [
    textFile(fileNames.header, json(header)),
    textFile(fileNames.readme, bundleReadme),
    textFile(fileNames.keys, plan.keys.map((line) => `${line}\n`).join('')),
    textFile(fileNames.checkpoints, formatNotes(checkpoints.map(({ note }) => note))),
    textFile(fileNames.proof, json(await proofOf(log, plan))),
    textFile(fileNames.schema, json(z.toJSONSchema(LogEntry))),
    ...plan.policies.map((policy) => textFile(`policies/${policy.version}.json`, json(policy))),
  ]
}

async function proofOf(log: LogReading, { header, knownSizes }: BundlePlan): Promise<BundleProof> {
  const { from, to, treeSize } = header
  const peaks = await log.peaks(from)
  const checkpoint = await log.checkpointAt(treeSize)
  if (!checkpoint) throw new Error('The log has lost the checkpoint to be proved.')
  const consistencyFrom = async (oldSize: number) =>
    (await log.consistency({ oldSize, newSize: treeSize })).map(notePrimitives.toBase64)
  const provable = [...new Set(knownSizes)].filter((size) => size <= treeSize).toSorted((a, b) => a - b)
  const known: BundleProof['known'] = []
  for (const size of provable) known.push({ size, consistency: await consistencyFrom(size) })
  return {
    peaks: peaks.map(notePrimitives.toBase64),
    consistency: await consistencyFrom(to),
    checkpoint: checkpoint.note,
    known,
  }
}

/** The third line of a checkpoint; whether it was signed is the verifier's question. */
async function rootOf(log: LogReading, { treeSize }: BundleHeader): Promise<Uint8Array> {
  const [, , root = ''] = (await log.checkpointAt(treeSize))?.note.split('\n') ?? []
  return notePrimitives.fromBase64(root)
}

function linesOf(leaves: readonly LogLeaf[], { from, to }: LogRange, isSelected: (entry: LogEntry) => boolean) {
  if (leaves.length !== to - from) throw new Error(`The log lacks entries between ${from} and ${to}.`)
  const rows: TableRow[] = []
  const parts: Uint8Array[] = []
  for (const { index, hash: leafHash, body } of leaves) {
    const entry = body && readEntry(body, index)
    const isWanted = entry !== null && isSelected(entry)
    if (isWanted) rows.push({ index, entry })
    const content = isWanted ? body : undefined
    parts.push(Buffer.from(`${index} ${notePrimitives.toBase64(leafHash)} `), contentOr(content, entry), newLine)
  }
  return { lines: Buffer.concat(parts), rows }
}

function contentOr(content: Uint8Array | null | undefined, entry: LogEntry | null): Uint8Array {
  return content ?? Buffer.from(entry === null ? pruned : notSelected)
}

const newLine = Buffer.from('\n')

function readEntry(body: Uint8Array, index: number): LogEntry {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const entry = bytes.includes(0x0a) ? undefined : LogEntry.safeParse(parseJson(bytes.toString()))
  if (!entry?.success) throw new Error(`Entry ${index} of the log is not an entry any more; verify the log.`)
  return entry.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function consentsIn(rows: readonly TableRow[]): string[] {
  return rows.flatMap(({ entry }) => (entry.kind === 'consent.registered' && entry.object ? [entry.object] : []))
}

function textFile(name: string, text: string): Member {
  return { name, bytes: Buffer.from(text) }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
