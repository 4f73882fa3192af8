/** Finds what is odd in a stretch of the log. Pure: what has to be remembered from one stretch to the next is the state. */

import * as z from 'zod'
import type { LogAnomaly } from '#contract/log-anomaly.ts'

/** An entry, as far as oddities need it. */
export interface ScannedEntry {
  readonly index: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: string
  readonly employeeId: string | null
  readonly institution: string | null
  /** Whose query a release was for. */
  readonly officer: string | null
}

export type FoundAnomaly = Omit<LogAnomaly, 'id' | 'at'> & { readonly at: number }

const Spot = z.strictObject({ index: z.int(), at: z.number() })

export const ScanState = z.strictObject({
  /** The entry looked at last, and the latest moment any entry named. */
  last: Spot.nullable(),
  latest: z.number(),
  /** One person's decisive acts of the present second. */
  acts: z.record(z.string(), Spot.extend({ count: z.int() })),
  /** Releases of the present month: of each approver, to each officer. */
  month: z.string(),
  releases: z.record(z.string(), z.record(z.string(), Spot.extend({ count: z.int() }))),
})
export type ScanState = z.output<typeof ScanState>

export const scanBegins: ScanState = { last: null, latest: 0, acts: {}, month: '', releases: {} }

const minuteMs = 60_000
const dayMs = 86_400_000
const shanghaiMs = 8 * 3_600_000
/** Longer silence between two entries of one working day is a gap. */
const gapMs = 60 * minuteMs
const workMs = { from: 8.5 * 3_600_000, until: 17.5 * 3_600_000 }
/** Transactions end in another order than they began. */
const backDatedMs = 5 * minuteMs
const pairFrom = 5
const pairShare = 0.8

/** Acts that nobody does twice in a second. */
const decisive = new Set([
  'query.decided',
  'release.granted',
  'release.refused',
  'application.decided',
  'policy.published',
  'workstation.approved',
])

/** @param entries In the log's order, the first one right behind the last one of the stretch before. */
export function scanAnomalies(
  before: ScanState,
  entries: readonly ScannedEntry[],
): { readonly state: ScanState; readonly found: readonly FoundAnomaly[] } {
  const state: ScanState = structuredClone(before)
  const found = entries.flatMap((entry) => lookAt(state, entry))
  return { state, found }
}

/** Looks at one entry and writes into the state what the next ones have to know. */
function lookAt(state: ScanState, entry: ScannedEntry): FoundAnomaly[] {
  const found = [
    ...gapBefore(state, entry),
    ...backDated(state, entry),
    ...sameSecond(state, entry),
    ...pair(state, entry),
  ]
  state.last = { index: entry.index, at: entry.at }
  state.latest = Math.max(state.latest, entry.at)
  return found
}

function* gapBefore({ last }: ScanState, { index, at }: ScannedEntry): Generator<FoundAnomaly> {
  if (!last || at - last.at <= gapMs || dayOf(at) !== dayOf(last.at) || !isWork(at) || !isWork(last.at)) return
  const facts = { minutes: Math.round((at - last.at) / minuteMs) }
  yield { kind: 'gap', firstIndex: last.index, lastIndex: index, at, institution: null, facts }
}

function* backDated(
  { latest }: ScanState,
  { index, at, institution, employeeId }: ScannedEntry,
): Generator<FoundAnomaly> {
  if (latest - at <= backDatedMs) return
  const facts = { minutes: Math.round((latest - at) / minuteMs), ...(employeeId && { employeeId }) }
  yield { kind: 'back-dated', firstIndex: index, lastIndex: index, at, institution, facts }
}

function* sameSecond(state: ScanState, entry: ScannedEntry): Generator<FoundAnomaly> {
  const { index, at, kind, employeeId, institution } = entry
  if (employeeId === null || !decisive.has(kind)) return
  const second = Math.floor(at / 1000)
  for (const [who, { at: then }] of Object.entries(state.acts))
    if (Math.floor(then / 1000) !== second) delete state.acts[who]
  const known = state.acts[employeeId]
  state.acts[employeeId] = { index, at, count: (known?.count ?? 0) + 1 }
  if (known)
    yield {
      kind: 'same-second',
      firstIndex: known.index,
      lastIndex: index,
      at,
      institution,
      facts: { employeeId, acts: known.count + 1 },
    }
}

function* pair(state: ScanState, entry: ScannedEntry): Generator<FoundAnomaly> {
  const { index, at, kind, employeeId: approver, officer, institution } = entry
  if (kind !== 'release.granted' || approver === null || officer === null) return
  const month = new Date(at + shanghaiMs).toISOString().slice(0, 7)
  if (month !== state.month) {
    state.month = month
    state.releases = {}
  }
  const given = state.releases[approver] ?? {}
  const known = given[officer]
  const count = (known?.count ?? 0) + 1
  given[officer] = { index: known?.index ?? index, at, count }
  state.releases[approver] = given
  const all = Object.values(given).reduce((sum, one) => sum + one.count, 0)
  // Told once a month, when it first shows; the figures behind it stand in the log.
  if (all !== pairFrom && !(all > pairFrom && count / all > pairShare && (count - 1) / (all - 1) <= pairShare)) return
  if (count / all <= pairShare) return
  const facts = { approver, officer, count, of: all, month }
  yield { kind: 'approver-pair', firstIndex: given[officer].index, lastIndex: index, at, institution, facts }
}

function dayOf(at: number): number {
  return Math.floor((at + shanghaiMs) / dayMs)
}

function isWork(at: number): boolean {
  const time = (at + shanghaiMs) % dayMs
  return time >= workMs.from && time <= workMs.until
}
