/** What an HR feed changes: a pure comparison of its rows with what is known. */

import type { TableRow } from '#central/read-table.ts'
import { isResidentId } from '#contract/resident-id.ts'
import type { FeedProblem, StaffChange } from '#contract/staff-feed.ts'
import type { StaffLookup } from './staff-lookup.ts'

export interface KnownEmployee {
  readonly employeeId: string
  readonly name: string
  readonly institution: string
  readonly status: 'employed' | 'left'
  /** `YYYY-MM-DD`. */
  readonly changedOn: string | null
  readonly hasUser: boolean
  /** Keyed hash of the ID number; `null` while the feed has not given one. */
  readonly idLookup: Uint8Array | null
}

export interface Known {
  readonly employees: ReadonlyMap<string, KnownEmployee>
  /** Codes of institutions, and whether each is open. */
  readonly institutions: ReadonlyMap<string, boolean>
  /** The present day, `YYYY-MM-DD`. */
  readonly today: string
  readonly lookupOf: (name: string, idNumber: string) => StaffLookup
}

export interface PlannedChange extends StaffChange {
  readonly lookup: StaffLookup | undefined
}

export interface FeedPlan {
  readonly changes: PlannedChange[]
  /** Rows that say what is known. */
  readonly unchanged: number
  readonly badRows: { line: number; problem: FeedProblem }[]
}

interface FeedRow {
  readonly line: number
  readonly employeeId: string
  readonly name: string
  readonly institution: string
  readonly status: 'employed' | 'left'
  readonly lookup: StaffLookup | undefined
  readonly effectiveOn: string
  /** Whether the file says the day; without one a change holds from today. */
  readonly isDated: boolean
}

/** Each row states how a person stands now; rows that say nothing new change nothing. */
export function planFeed(rows: readonly TableRow[], unreadable: readonly number[], known: Known): FeedPlan {
  const changes: PlannedChange[] = []
  const badRows: FeedPlan['badRows'] = unreadable.map((line) => ({ line, problem: 'unreadable-row' }))
  const seen = new Set<string>()
  for (const row of rows) {
    const judged = judgeRow(row, known, seen)
    if (typeof judged === 'string') badRows.push({ line: row.line, problem: judged })
    else if (judged) changes.push(judged)
  }
  return { changes, unchanged: rows.length + unreadable.length - changes.length - badRows.length, badRows }
}

/** @returns The change, what is wrong with the row, or `undefined` when it says nothing new. */
function judgeRow(row: TableRow, known: Known, seen: Set<string>): PlannedChange | FeedProblem | undefined {
  const read = readRow(row, known)
  if (typeof read === 'string') return read
  if (seen.has(read.employeeId)) return 'repeated'
  seen.add(read.employeeId)
  return changeOf(read, known.employees.get(read.employeeId))
}

function readRow({ line, values }: TableRow, known: Known): FeedRow | FeedProblem {
  const { institutions, today } = known
  const employeeId = (values['employeeId'] ?? '').toUpperCase()
  const { name = '', institution = '', idNumber = '', effectiveOn: written = '' } = values
  const status = statusOf(values['status'] ?? '')
  if (!/^[A-Z0-9]{4,16}$/.test(employeeId)) return 'employee-id'
  if (!/^[\p{L}\p{M}·．.\-' ]{2,60}$/u.test(name)) return 'name'
  const lookup = lookupOf(name, idNumber, known)
  if (lookup === 'id-number') return lookup
  if (status === undefined) return 'status'
  const day = effectiveDay(written, today)
  if ('problem' in day) return day.problem
  const problem = status === 'employed' ? institutionProblem(institution, institutions) : undefined
  if (problem) return problem
  return { line, employeeId, name, institution, status, lookup, effectiveOn: day.is, isDated: written !== '' }
}

function lookupOf(name: string, idNumber: string, known: Known): StaffLookup | 'id-number' | undefined {
  if (idNumber === '') return undefined
  return isResidentId(idNumber.toUpperCase()) ? known.lookupOf(name, idNumber) : 'id-number'
}

function effectiveDay(written: string, today: string): { is: string } | { problem: FeedProblem } {
  const day = written === '' ? today : dayOf(written)
  if (day === undefined) return { problem: 'day' }
  return day > today ? { problem: 'future-day' } : { is: day }
}

function institutionProblem(code: string, institutions: Known['institutions']): FeedProblem | undefined {
  if (!/^\d{6,14}$/.test(code)) return 'institution'
  const isOpen = institutions.get(code)
  if (isOpen === undefined) return 'institution-unknown'
  return isOpen ? undefined : 'institution-closed'
}

function changeOf(row: FeedRow, known: KnownEmployee | undefined): PlannedChange | 'older-than-known' | undefined {
  const kind = kindOf(row, known)
  if (kind === undefined) return undefined
  if (row.isDated && known?.changedOn && row.effectiveOn < known.changedOn) return 'older-than-known'
  const { line, employeeId, name, effectiveOn, lookup } = row
  return {
    line,
    kind,
    employeeId,
    name,
    // A leaver stays where he was.
    institution: kind === 'leave' && known ? known.institution : row.institution,
    previousInstitution: known?.institution ?? null,
    effectiveOn,
    hasUser: known?.hasUser ?? false,
    lookup,
  }
}

function kindOf(row: FeedRow, known: KnownEmployee | undefined): StaffChange['kind'] | undefined {
  if (!known) return row.status === 'employed' ? 'join' : undefined
  if (row.status === 'left') return known.status === 'employed' ? 'leave' : undefined
  if (known.status === 'left') return 'rejoin'
  if (row.institution !== known.institution) return 'move'
  return row.name === known.name ? identified(row, known) : 'rename'
}

function identified({ lookup }: FeedRow, { idLookup }: KnownEmployee): 'identify' | undefined {
  return lookup && !isSame(lookup.id, idLookup) ? 'identify' : undefined
}

function isSame(a: Uint8Array, b: Uint8Array | null): boolean {
  return b !== null && Buffer.compare(a, b) === 0
}

const employed = new Set(['在职', '在岗', 'employed', 'active'])
const left = new Set(['离职', '退休', '解除', 'left', 'retired'])

function statusOf(text: string): FeedRow['status'] | undefined {
  const word = text.toLowerCase()
  if (employed.has(word)) return 'employed'
  return left.has(word) ? 'left' : undefined
}

/** `2026-03-01`, `2026/3/1` as Excel writes it, or `20260301`. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined
}
