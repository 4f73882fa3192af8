/** Grows the tree over the entries of a bundle and holds it against every signed root on the way. */

import { LogEntry } from '#contract/log-entry.ts'
import { type GrowingTree, growTree, peakPlaces } from '#contract/rules/log-tree.ts'
import { isEqual, leafHash } from '#contract/rules/merkle-tree.ts'
import { type BundleHeader, clockToleranceMs, notSelected, pruned } from './bundle-format.ts'
import type { TableRow } from './entry-tables.ts'
import { notePrimitives, sha256 } from './note-primitives.ts'
import type { PolicyCheck } from './policy-check.ts'
import type { Problems } from './problems.ts'
import type { SampleCheck } from './sample-check.ts'
import { MalformedBundle } from './tar-file.ts'

const rootOwners = {
  log: { text: 'the checkpoint', chinese: '检查点' },
  reader: { text: 'the checkpoint you hold', chinese: '您所持的检查点' },
}
export type RootOwner = keyof typeof rootOwners

/** Roots that must come out at a size, with whose they are. */
export type ExpectedRoots = ReadonlyMap<number, readonly { readonly root: Uint8Array; readonly whose: RootOwner }[]>

export interface StretchContext {
  readonly peaks: readonly Uint8Array[]
  readonly roots: ExpectedRoots
  readonly sample: SampleCheck
  readonly policies: PolicyCheck
  readonly problems: Problems
  /** Somebody wants to read the entries, whether the bundle has tables or not. */
  readonly isRead: boolean
}

export interface StretchCheck {
  /** One file of entries. @returns Its entries as rows, when `withTables` or read. */
  takeFile(name: string, bytes: Uint8Array): TableRow[]
  /** The root after the last entry; nothing when the tree could not be grown to the end. */
  finish(): { readonly root: Uint8Array | undefined; readonly vouchedUntil: number }
  readonly counts: { selected: number; pruned: number }
}

/** An entry's own bytes say when it was written; canonical form puts the time second. */
const timeOfEntry = /^\{"address":(?:null|"(?:[^"\\]|\\.)*"),"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)",/

export function checkStretch(
  header: Pick<BundleHeader, 'from' | 'to' | 'prunedBelow' | 'withTables'>,
  { peaks, roots, sample, policies, problems, isRead }: StretchContext,
): StretchCheck {
  const counts = { selected: 0, pruned: 0 }
  let tree: GrowingTree | undefined = startAt(header.from, peaks)
  let next = header.from
  let vouchedUntil = header.from
  let latest = ''
  if (!tree)
    problems.report(
      header.from,
      `the subtrees before entry ${header.from} are not those of its place`,
      `第 ${header.from} 条之前的子树与其位置不符`,
    )
  return { takeFile, finish, counts }

  function takeFile(name: string, bytes: Uint8Array): TableRow[] {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const rows: TableRow[] = []
    for (let at = 0; at < file.length; ) {
      const end = file.indexOf(0x0a, at)
      if (end < 0) throw new MalformedBundle(`The last line of ${name} is not finished.`)
      const row = takeLine(file.subarray(at, end), `${name} at byte ${at}`)
      if (row) rows.push(row)
      at = end + 1
    }
    return rows
  }

  function takeLine(bytes: Buffer, where: string): TableRow | undefined {
    const { index, leaf, body } = readLine(bytes, where)
    if (index !== next) {
      problems.report(Math.min(index, next), ...sequenceProblem(index, next))
      tree = undefined
    }
    next = index + 1
    if (body.length === 1) {
      checkAbsent(index, body)
      grow(hashFrom(leaf))
    } else grow(checkBody(index, leaf, body))
    return (header.withTables || isRead) && body.length > 1 ? rowOf(index, body) : undefined
  }

  function rowOf(index: number, body: Buffer): TableRow | undefined {
    const entry = readEntry(body)
    if (!entry) problems.report(index, 'it is no entry of a log', '不是日志记录')
    return entry && { index, entry }
  }

  /** @returns The leaf hash the line gives. */
  function checkBody(index: number, leaf: string, body: Buffer): Uint8Array {
    counts.selected += 1
    sample.see(body)
    policies.see(index, body)
    const [, written] = timeOfEntry.exec(body.toString('latin1', 0, 90)) ?? []
    if (written === undefined) problems.report(index, 'it does not say when it was written', '没有写入时间')
    else if (written >= latest) latest = written
    else checkTime(index, written)

    const computed = leafHash(sha256, body)
    if (notePrimitives.toBase64(computed) === leaf) return computed
    problems.report(index, 'its bytes were changed', '内容被改动')
    return hashFrom(leaf)
  }

  function checkTime(index: number, written: string): void {
    if (Date.parse(written) < Date.parse(latest) - clockToleranceMs)
      problems.report(index, `the clock was set back to ${written}`, `时钟被拨回到 ${written}`)
  }

  function checkAbsent(index: number, body: Buffer): void {
    const mark = body.toString('latin1')
    if (mark === notSelected) return
    counts.pruned += 1
    if (mark !== pruned || index >= header.prunedBelow)
      problems.report(index, 'its bytes are gone, and no pruning accounts for it', '原文缺失，且没有对应的清理记录')
  }

  function grow(leaf: Uint8Array): void {
    if (!tree) return
    tree.append(leaf)
    const expected = roots.get(tree.size())
    if (!expected) return
    const root = tree.root()
    const unlike = expected.find((one) => !isEqual(one.root, root))
    if (unlike) {
      problems.report(vouchedUntil, ...batchProblem(vouchedUntil, tree.size(), unlike.whose))
      tree = undefined
    } else vouchedUntil = tree.size()
  }

  function finish() {
    if (next !== header.to) {
      problems.report(
        Math.min(next, header.to),
        `the stretch should end at ${header.to} and ends at ${next}`,
        `区间应止于 ${header.to}，实际止于 ${next}`,
      )
      tree = undefined
    }
    return { root: tree?.root(), vouchedUntil }
  }
}

function startAt(size: number, hashes: readonly Uint8Array[]): GrowingTree | undefined {
  const places = peakPlaces(size)
  if (places.length !== hashes.length || !hashes.every(({ length }) => length === 32)) return undefined
  const peaks = places.map((place, at) => ({ ...place, hash: hashes[at] ?? new Uint8Array(32) }))
  return growTree(sha256, { size, peaks })
}

/** A hash of 32 bytes in base64: 43 characters and the filler. */
const hashCharacters = 44

function readLine(bytes: Buffer, where: string): { index: number; leaf: string; body: Buffer } {
  const first = bytes.indexOf(0x20)
  const second = first + hashCharacters + 1
  const head = bytes.toString('latin1', 0, second)
  const index = Number(head.slice(0, Math.max(first, 0)))
  const isLine = first > 0 && first <= 15 && bytes[second] === 0x20 && Number.isInteger(index) && index >= 0
  if (!isLine || bytes.length < second + 2) throw new MalformedBundle(`There is no entry in ${where}.`)
  return { index, leaf: head.slice(first + 1), body: bytes.subarray(second + 1) }
}

function readEntry(body: Buffer): LogEntry | undefined {
  try {
    return LogEntry.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}

function sequenceProblem(index: number, expected: number): [text: string, chinese: string] {
  return index > expected
    ? [`entry ${expected} is missing, ${index} stands in its place`, `缺少第 ${expected} 条，其位置上是第 ${index} 条`]
    : [
        `entry ${index} stands where ${expected} should: given twice or moved`,
        `第 ${expected} 条的位置上是第 ${index} 条：重复或被挪动`,
      ]
}

function batchProblem(from: number, to: number, whose: RootOwner): [text: string, chinese: string] {
  const { text, chinese } = rootOwners[whose]
  return to - from === 1
    ? [`it is not what ${text} over ${to} entries was signed for`, `与${chinese}（${to} 条）签名时不一致`]
    : [
        `one of the entries ${from} to ${to - 1} is not what ${text} over ${to} entries was signed for`,
        `第 ${from} 至 ${to - 1} 条中有记录与${chinese}（${to} 条）签名时不一致`,
      ]
}

/** Bytes of a base64 hash. @throws {MalformedBundle} */
export function hashFrom(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32 || bytes.toString('base64') !== text)
    throw new MalformedBundle('A hash in the bundle is no base64.')
  return bytes
}
