/** What a business feed changes: a pure comparison of its rows with what is known. One row for each party. */

import type { TableRow } from '#central/read-table.ts'
import type { BusinessChange, BusinessFeedProblem } from '#contract/business-feed.ts'
import { type FeedRow, readFeedRow, subjectKey } from './read-feed-row.ts'

export interface KnownBusiness {
  readonly kind: 'application' | 'contract'
  readonly status: 'open' | 'settled' | 'withdrawn'
  readonly product: string
  readonly institution: string
  readonly parties: readonly { readonly subjectId: string; readonly role: string }[]
}

export interface KnownBusinesses {
  readonly businesses: ReadonlyMap<string, KnownBusiness>
  /** Codes of institutions, and whether each is open. */
  readonly institutions: ReadonlyMap<string, boolean>
  /** Ids of subjects that are known, by `subjectKey`. */
  readonly subjects: ReadonlyMap<string, string>
}

export interface PlannedBusiness extends BusinessChange {
  readonly rows: readonly FeedRow[]
}

export interface BusinessPlan {
  readonly changes: readonly PlannedBusiness[]
  readonly unchanged: number
  readonly badRows: readonly { readonly line: number; readonly problem: BusinessFeedProblem }[]
}

export function planBusinessFeed(
  rows: readonly TableRow[],
  unreadable: readonly number[],
  known: KnownBusinesses,
): BusinessPlan {
  const badRows: { line: number; problem: BusinessFeedProblem }[] = unreadable.map((line) => ({
    line,
    problem: 'unreadable-row',
  }))
  const changes: PlannedBusiness[] = []
  let unchanged = 0
  for (const group of groupsOf(rows, known).values()) {
    const problems = problemsOf(group)
    badRows.push(...problems)
    const good = problems.length > 0 ? [] : group.flatMap(({ row }) => (typeof row === 'string' ? [] : row))
    const change = changeOf(good, known)
    if (change) changes.push(change)
    else if (good.length > 0) unchanged += 1
  }
  return { changes, unchanged, badRows: badRows.toSorted((a, b) => a.line - b.line) }
}

interface ReadRow {
  readonly line: number
  readonly row: FeedRow | BusinessFeedProblem
}

/** Rows of one business stand together, wherever they stand in the file. */
function groupsOf(rows: readonly TableRow[], { institutions }: KnownBusinesses): Map<string, ReadRow[]> {
  const groups = new Map<string, ReadRow[]>()
  for (const row of rows) {
    const reference = (row.values['reference'] ?? '').toUpperCase()
    const group = groups.get(reference) ?? []
    group.push({ line: row.line, row: readFeedRow(row, institutions) })
    groups.set(reference, group)
  }
  return groups
}

/** A business of which one row is bad is left out whole: without that party it would be another business. */
function problemsOf(group: readonly ReadRow[]): { line: number; problem: BusinessFeedProblem }[] {
  const own = group.map(({ line, row }, index) => ({ line, problem: problemOf(row, group.slice(0, index)) }))
  if (own.every(({ problem }) => problem === undefined)) return []
  return own.map(({ line, problem }) => ({ line, problem: problem ?? 'other-row' }))
}

function problemOf(row: ReadRow['row'], before: readonly ReadRow[]): BusinessFeedProblem | undefined {
  if (typeof row === 'string') return row
  const earlier = before.flatMap(({ row: other }) => (typeof other === 'string' ? [] : other))
  if (earlier.some((other) => !isSameBusiness(other, row))) return 'contradicts'
  const isRepeated = earlier.some(
    (other) => other.role === row.role && subjectKey(other.subject) === subjectKey(row.subject),
  )
  return isRepeated ? 'repeated' : undefined
}

function isSameBusiness(a: FeedRow, b: FeedRow): boolean {
  return a.kind === b.kind && a.status === b.status && a.product === b.product && a.institution === b.institution
}

function changeOf(rows: readonly FeedRow[], known: KnownBusinesses): PlannedBusiness | undefined {
  const [first] = rows
  if (!first) return undefined
  const { line, reference, kind: businessKind, status, product, institution } = first
  const kind = kindOf(rows, first, known)
  return kind && { line, kind, reference, businessKind, status, product, institution, parties: rows.length, rows }
}

function kindOf(
  rows: readonly FeedRow[],
  first: FeedRow,
  { businesses, subjects }: KnownBusinesses,
): BusinessChange['kind'] | undefined {
  const before = businesses.get(first.reference)
  if (!before) return 'new'
  if (first.status !== before.status) return first.status === 'open' ? 'reopened' : first.status
  const isSame =
    first.kind === before.kind &&
    first.product === before.product &&
    first.institution === before.institution &&
    partiesOf(rows, subjects) === JSON.stringify(before.parties.map(({ subjectId, role }) => [subjectId, role]))
  return isSame ? undefined : 'changed'
}

function partiesOf(rows: readonly FeedRow[], subjects: ReadonlyMap<string, string>): string {
  return JSON.stringify(rows.map(({ subject, role }) => [subjects.get(subjectKey(subject)) ?? null, role]))
}
