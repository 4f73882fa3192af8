/** Checks the whole log against itself and against every checkpoint that was signed over it. */

import * as z from 'zod'
import type { Database, Queryable } from '#central/database/database.ts'
import { openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import {
  appendLeaf,
  emptyFrontier,
  emptyRoot,
  type Frontier,
  frontierRoot,
  isStoredLevel,
  type TreeNode,
} from '#contract/rules/log-tree.ts'
import { isEqual, leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives, sha256 } from '#verifier/note-primitives.ts'
import {
  countPending,
  countStrayEntries,
  type LeafRow,
  listCheckpoints,
  readLeaves,
  readStoredNodes,
} from './log-repository.ts'
import { listPrunings } from './pruning-repository.ts'
import { nodeKey } from './read-nodes.ts'

export interface LogVerdict {
  readonly isIntact: boolean
  readonly entries: number
  readonly checkpoints: number
  /** Entries that have no place yet. */
  readonly pending: number
  /** What is wrong, the first bad place first; empty when nothing is. */
  readonly problems: readonly string[]
}

const maxProblems = 20

/**
 * Recomputes every leaf and every root.
 *
 * @param verifierKey The log's key as it was pinned, `name+id+key`; the database is not asked for it.
 */
export function verifyLog(database: Database, verifierKey: string): Promise<LogVerdict> {
  // One snapshot: what is written meanwhile belongs to the next look.
  return database.begin('isolation level repeatable read read only', (tx) =>
    verify(tx, verifierKey),
  ) as Promise<LogVerdict>
}

async function verify(database: Queryable, verifierKey: string): Promise<LogVerdict> {
  const key = parseVerifierKey(notePrimitives, verifierKey)
  const problems: string[] = []
  const report = (problem: string) => {
    if (problems.length < maxProblems) problems.push(problem)
  }

  const checkpoints = await listCheckpoints(database)
  const roots = new Map<number, Uint8Array>()
  for (const { size, note } of checkpoints) {
    const opened = openCheckpoint(notePrimitives, key, note)
    if (opened?.size === BigInt(size)) roots.set(size, opened.root)
    else report(`checkpoint ${size}: not signed by the log's key, or not of this size`)
  }

  const prunedBelow = await checkPrunings(database, report)
  const frontier = await replay(database, { roots, prunedBelow }, report)
  const last = checkpoints.at(-1)?.size ?? 0
  if (frontier.size !== last) report(`the log has ${frontier.size} entries, the last checkpoint covers ${last}`)
  const stray = await countStrayEntries(database)
  if (stray > 0) report(`${stray} entries are neither in the tree nor waiting for a place`)
  return {
    isIntact: problems.length === 0,
    entries: frontier.size,
    checkpoints: checkpoints.length,
    pending: await countPending(database),
    problems,
  }
}

async function replay(
  database: Queryable,
  { roots, prunedBelow }: { readonly roots: Map<number, Uint8Array>; readonly prunedBelow: number },
  report: (problem: string) => void,
): Promise<Frontier> {
  let frontier = emptyFrontier
  checkRoot(roots, frontier, report)
  const kept: TreeNode[] = []
  for await (const rows of readLeaves(database)) {
    for (const row of rows) {
      const problem = problemOf(row, frontier.size, prunedBelow)
      if (problem) report(`entry ${frontier.size}: ${problem}`)
      const next = appendLeaf(sha256, frontier, row.body ? leafHash(sha256, row.body) : row.hash)
      frontier = next.frontier
      kept.push(...next.completed.filter(({ level }) => level > 0 && isStoredLevel(level)))
      checkRoot(roots, frontier, report)
    }
  }
  if (!(await areStored(database, kept))) report('stored hashes of the tree differ from the entries')
  return frontier
}

const PruningEntry = z.object({ kind: z.literal('log.pruned'), facts: z.object({ below: z.int() }) })

/** @returns The index below which bytes may be gone: only as far as entries of the log itself say so. */
async function checkPrunings(database: Queryable, report: (problem: string) => void): Promise<number> {
  let prunedBelow = 0
  for (const { below, index, body } of await listPrunings(database)) {
    // The entry of an old pruning may have been pruned itself; it vouches for nothing then, a later one covers more.
    if (body === null && index !== null) continue
    const entry = body && PruningEntry.safeParse(JSON.parse(Buffer.from(body).toString()))
    if (entry?.success && entry.data.facts.below === below) prunedBelow = below
    else report(`the pruning below ${below} has no entry of the log that says so`)
  }
  return prunedBelow
}

function problemOf({ index, hash, body }: LeafRow, expectedIndex: number, prunedBelow: number): string | undefined {
  if (index !== expectedIndex) return `is missing, the next one is ${index}`
  if (body === null) return index < prunedBelow ? undefined : 'its bytes are gone'
  return isEqual(leafHash(sha256, body), hash) ? undefined : 'its bytes were changed'
}

function checkRoot(roots: Map<number, Uint8Array>, frontier: Frontier, report: (problem: string) => void): void {
  const signed = roots.get(frontier.size)
  const computed = frontier.size === 0 ? emptyRoot(sha256) : frontierRoot(sha256, frontier)
  if (signed && !isEqual(signed, computed))
    report(`checkpoint ${frontier.size}: the entries do not give the root that was signed`)
}

const nodesAtOnce = 5000

async function areStored(database: Queryable, nodes: readonly TreeNode[]): Promise<boolean> {
  for (let at = 0; at < nodes.length; at += nodesAtOnce) {
    const some = nodes.slice(at, at + nodesAtOnce)
    const stored = new Map((await readStoredNodes(database, some)).map((node) => [nodeKey(node), node.hash]))
    if (!some.every((node) => isSame(stored.get(nodeKey(node)), node.hash))) return false
  }
  return true
}

function isSame(stored: Uint8Array | undefined, computed: Uint8Array): boolean {
  return stored !== undefined && isEqual(stored, computed)
}
