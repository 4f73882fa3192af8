/**
 * Verifies a bundle with nothing but the bundle and the log's keys: no network, no database, no trust in who made it.
 * Each file is looked at once, as it comes; nothing is kept but the tree's right edge.
 */

import { createHash } from 'node:crypto'
import type * as z from 'zod'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { emptyRoot } from '#contract/rules/log-tree.ts'
import { isConsistent, isEqual } from '#contract/rules/merkle-tree.ts'
import {
  BundleHeader,
  BundleProof,
  entriesPerFile,
  fileNames,
  manifestLine,
  parseNotes,
  tableFile,
} from './bundle-format.ts'
import { csvOf, htmlOf, type TableRow } from './entry-tables.ts'
import { sha256 } from './note-primitives.ts'
import { checkPolicies, type PolicyCheck } from './policy-check.ts'
import { collectProblems, type Problem, type Problems } from './problems.ts'
import { checkReceipt } from './receipt-check.ts'
import { checkSample, type SampleCheck } from './sample-check.ts'
import { compareSeen, rootsToMeet } from './seen-checkpoints.ts'
import { checkStretch, hashFrom, type StretchCheck } from './stretch-check.ts'
import { MalformedBundle, type Member } from './tar-file.ts'
import { openTrusted, type TrustedKey } from './trust-file.ts'

export interface BundleVerdict {
  readonly isGood: boolean
  /** The first entry that cannot be vouched for. */
  readonly firstBad: number | null
  readonly problems: readonly Problem[]
  /** Checkpoints the auditor gave that this bundle has no proof for. */
  readonly notCompared: readonly number[]
  readonly header: BundleHeader
  readonly selected: number
  readonly pruned: number
  /** Scans drawn that the service could no longer read; they say so in the bundle. */
  readonly missingScans: number
  readonly exportId: string | null
}

export interface Trust {
  readonly keys: readonly TrustedKey[]
  /** Checkpoints the auditor or a witness has kept, already opened with the keys. */
  readonly seen: readonly Checkpoint[]
}

/**
 * @param onRows Is handed the entries file by file, before anything is known about whether they are good.
 * @throws {MalformedBundle} When it is no bundle; otherwise what is wrong stands in the verdict.
 */
export async function verifyBundle(
  members: AsyncIterable<Member>,
  trust: Trust,
  onRows?: (rows: readonly TableRow[]) => void,
): Promise<BundleVerdict> {
  const problems = collectProblems()
  const files = createFileList(problems)
  const iterator = members[Symbol.asyncIterator]()
  const next = async (): Promise<Member | undefined> => {
    const { value, done } = await iterator.next()
    return done ? undefined : value
  }

  const opening = await readOpening(next, files, trust, problems)
  const { header, proof, newest } = opening
  const sample = checkSample(header.sampledConsents, newest?.root ?? new Uint8Array(32), problems)
  const policies = checkPolicies(problems)
  const stretch = checkStretch(header, {
    sample,
    policies,
    peaks: proof.peaks.map(hashFrom),
    roots: rootsToMeet(header, { checkpoints: opening.checkpoints, seen: trust.seen }),
    problems,
    isRead: onRows !== undefined,
  })
  const end = await readRest(next, { files, stretch, sample, policies, header, problems, onRows })
  const { root, vouchedUntil } = stretch.finish()
  const { missingScans } = sample.finish()
  checkTie({ header, proof, newest, root, vouchedUntil }, problems)
  files.check(end.manifest)
  const receipt = checkReceipt(end.receipt, { header, newest, manifest: end.manifest, keys: trust.keys, problems })
  const notCompared = compareSeen(trust.seen, { header, proof, newest, handedOver: receipt.checkpoint, problems })

  const found = problems.list()
  const firstBad = found.find(({ index }) => index !== null)?.index ?? null
  const { exportId } = receipt
  const { counts } = stretch
  const isGood = found.length === 0
  return { isGood, firstBad, problems: found, notCompared, header, ...counts, missingScans, exportId }
}

type Next = () => Promise<Member | undefined>

async function readOpening(next: Next, files: FileList, { keys }: Trust, problems: Problems) {
  const header = readJson(BundleHeader, files.take(await next(), fileNames.header))
  if (header.from > header.to || header.to > header.treeSize)
    throw new MalformedBundle(`${fileNames.header} names a stretch that cannot be.`)
  files.take(await next(), fileNames.readme)
  files.take(await next(), fileNames.keys)
  const notes = readNotes(files.take(await next(), fileNames.checkpoints))
  const proof = readJson(BundleProof, files.take(await next(), fileNames.proof))

  const open = (note: string, what: { text: string; chinese: string }): Checkpoint | undefined => {
    const checkpoint = openTrusted(keys, note)
    if (checkpoint?.origin === header.origin) return checkpoint
    problems.report(
      header.from,
      `${what.text} is not signed by a key you trust`,
      `${what.chinese}不是由您信任的公钥签名`,
    )
    return undefined
  }
  const checkpoints = notes.flatMap(
    (note, at) =>
      open(note, { text: `checkpoint ${at + 1} of the stretch`, chinese: `区间内第 ${at + 1} 个检查点` }) ?? [],
  )
  const newest = open(proof.checkpoint, { text: 'the newest checkpoint', chinese: '最新检查点' })
  if (newest && newest.size !== BigInt(header.treeSize))
    problems.report(
      header.from,
      `the newest checkpoint is over ${newest.size} entries, not over ${header.treeSize}`,
      `最新检查点覆盖 ${newest.size} 条，而不是 ${header.treeSize} 条`,
    )
  return { header, proof, checkpoints, newest }
}

interface Rest {
  readonly files: FileList
  readonly stretch: StretchCheck
  readonly sample: SampleCheck
  readonly policies: PolicyCheck
  readonly header: BundleHeader
  readonly problems: Problems
  readonly onRows: ((rows: readonly TableRow[]) => void) | undefined
}

interface Ending {
  readonly manifest: Buffer | undefined
  readonly receipt: Buffer | undefined
}

async function readRest(next: Next, rest: Rest): Promise<Ending> {
  let tables: Tables = new Map()
  let member = await next()
  for (; member && member.name !== fileNames.manifest; member = await next()) tables = takeFile(member, tables, rest)
  if (!member) rest.problems.report(null, 'the bundle ends without its manifest', '包内没有文件清单')
  return { manifest: member && asBuffer(member.bytes), receipt: await readReceipt(next, rest.problems) }
}

async function readReceipt(next: Next, problems: Problems): Promise<Buffer | undefined> {
  const last = await next()
  if (last?.name !== fileNames.receipt)
    problems.report(null, 'the bundle ends without the receipt of its export', '包内没有本次导出的回执')
  if (last && (await next())) problems.report(null, 'there is more behind the receipt', '回执之后还有多余内容')
  return last && asBuffer(last.bytes)
}

/** @returns The tables that may follow. */
function takeFile(member: Member, tables: Tables, rest: Rest): Tables {
  const { name } = member
  const bytes = rest.files.take(member, name)
  if (name.startsWith('entries/')) return takeEntries(rest.stretch.takeFile(name, bytes), name, rest)
  if (name.startsWith('tables/')) checkTable(tables, member, rest.problems)
  if (name.startsWith('policies/')) rest.policies.takePolicy(name, bytes)
  if (name.startsWith('consents/')) rest.sample.takeScan(name, bytes)
  return tables
}

/** Tables still to come for the entries just read. */
type Tables = ReadonlyMap<string, () => string>

function takeEntries(rows: readonly TableRow[], name: string, rest: Rest): Tables {
  rest.onRows?.(rows)
  return expectTables(rows, name, rest)
}

function expectTables(rows: readonly TableRow[], name: string, { header }: Rest): Tables {
  const first = Number(/^entries\/(\d{12})\.txt$/.exec(name)?.[1])
  if (!Number.isInteger((first - header.from) / entriesPerFile))
    throw new MalformedBundle(`${name} is no file of entries of this bundle.`)
  return new Map([
    [tableFile(first, 'csv'), () => csvOf(rows)],
    [tableFile(first, 'html'), () => htmlOf(rows)],
  ])
}

function checkTable(tables: Tables, { name, bytes }: Member, problems: Problems): void {
  const expected = tables.get(name)
  if (!expected) throw new MalformedBundle(`${name} belongs to no entries.`)
  if (!Buffer.from(expected()).equals(bytes))
    problems.report(null, `${name} does not say what the entries say`, `${name} 与原始记录不符`)
}

interface Tie {
  readonly header: BundleHeader
  readonly proof: BundleProof
  readonly newest: Checkpoint | undefined
  readonly root: Uint8Array | undefined
  readonly vouchedUntil: number
}

/** The tree after the stretch must be the beginning of the tree that was signed. */
function checkTie({ header, proof, newest, root, vouchedUntil }: Tie, problems: Problems): void {
  if (!newest || !root) return
  const { to, treeSize } = header
  const claim = {
    oldSize: BigInt(to),
    newSize: BigInt(treeSize),
    oldRoot: root,
    newRoot: newest.root,
    proof: proof.consistency.map(hashFrom),
  }
  const isTied = to === 0 ? isEqual(root, emptyRoot(sha256)) : isConsistent(sha256, claim)
  if (!isTied)
    problems.report(
      vouchedUntil,
      `the entries are not those of the tree of ${treeSize} that was signed`,
      `记录不属于已签名的日志（${treeSize} 条）`,
    )
}

type FileList = ReturnType<typeof createFileList>

/** Remembers what each file was, to hold it against the manifest. */
function createFileList(problems: Problems) {
  const lines: string[] = []
  return {
    take(member: Member | undefined, name: string): Buffer {
      if (member?.name !== name)
        throw new MalformedBundle(`The bundle has ${member?.name ?? 'nothing'} instead of ${name}.`)
      const digest = createHash('sha256').update(member.bytes).digest('hex')
      lines.push(manifestLine({ name, size: member.bytes.length, sha256: digest }))
      return asBuffer(member.bytes)
    },
    check(manifest: Buffer | undefined): void {
      const listed = manifest?.toString().split('\n') ?? []
      const at = lines.findIndex((line, index) => line !== `${listed[index]}\n`)
      const [, , changed] = lines[at]?.trim().split(' ') ?? []
      if (changed)
        problems.report(null, `${changed} is not the file that was exported`, `${changed} 不是当时导出的文件`)
      else if (listed.length !== lines.length + 1)
        problems.report(null, 'files that were exported are missing', '缺少当时导出的文件')
    },
  }
}

function readJson<S extends z.ZodType>(schema: S, bytes: Buffer): z.output<S> {
  try {
    return schema.parse(JSON.parse(bytes.toString()))
  } catch (error) {
    throw new MalformedBundle(`${bytes.length} bytes of JSON in the bundle are not what they should be.`, {
      cause: error,
    })
  }
}

function readNotes(bytes: Buffer): string[] {
  try {
    return parseNotes(bytes.toString())
  } catch (error) {
    throw new MalformedBundle(`${fileNames.checkpoints}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
