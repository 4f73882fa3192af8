/** A year judged by the product's own rules, row by row. */

import { findingsOfDecision, isHint } from '#central/monitoring/decision-rules.ts'
import { leavingRule, purposeDriftRule } from '#central/monitoring/officer-rules.ts'
import { purposeShares } from '#central/monitoring/purpose-shares.ts'
import { isRaisedAt, raisingOf } from '#central/monitoring/raising.ts'
import { quickReleaseRule, releasePairRule } from '#central/monitoring/release-rules.ts'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { DayKind } from '#contract/calendar.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import type { QueryRow, ReleaseRow, YearRow } from '#test/support/simulated-year/behaviour.ts'
import { dayNumber, OfficerState } from './officer-state.ts'

const policy = { version: 1, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }
const { monitoring } = defaultPolicyBody
const approversNearby = 3

/** What was raised: `officer rule`, each once. */
export type Flags = ReadonlySet<string>

export function createReplay(kindOf: ReadonlyMap<string, DayKind>) {
  const states = new Map<number, OfficerState>()
  const flags = new Set<string>()
  let month = ''

  return {
    take(row: YearRow): void {
      const day = dayOf(row.at)
      if (day.slice(0, 7) !== month) endMonth(day.slice(0, 7))
      if (row.kind === 'query') judgeQuery(row, day)
      else if (row.kind === 'release') judgeRelease(row)
      else judgeLeaving(row.officer, row.at, day)
    },
    result(): Flags {
      endMonth('')
      return flags
    },
  }

  function stateOf(officer: number): OfficerState {
    const known = states.get(officer) ?? new OfficerState()
    states.set(officer, known)
    return known
  }

  function judgeQuery(row: QueryRow, day: string): void {
    const state = stateOf(row.officer)
    const decision = decideQuery(state.factsOf(row, day, kindOf.get(day) ?? 'work'), policy)
    for (const finding of findingsOfDecision(decision)) {
      const count = (state.seenToday.get(finding.what) ?? 0) + 1
      state.seenToday.set(finding.what, count)
      const isRaised = isRaisedAt(count, raisingOf(finding.rule, monitoring), monitoring.patternFrom)
      if (isRaised && !isHint(finding)) flags.add(`${row.officer} ${finding.rule}`)
    }
    if (decision.outcome === 'allowed') state.asked(row)
  }

  function judgeRelease({ officer, at, approver, seconds }: ReleaseRow): void {
    stateOf(officer).releases.push({ at, approver })
    const finding = quickReleaseRule.judge({ seconds, approver: `E${approver}` }, monitoring.limits)
    if (finding) flags.add(`${officer} M28`)
  }

  function judgeLeaving(officer: number, at: number, leftOn: string): void {
    const state = stateOf(officer)
    const { leavingDays: days } = monitoring.limits
    const recent = state.askedBefore(at, days)
    const facts = { leftOn, recent, before: state.askedBefore(at, 2 * days) - recent }
    if (leavingRule.judge(facts, monitoring.limits)) flags.add(`${officer} M27`)
  }

  function endMonth(next: string): void {
    month = next
    const counts = [...states].flatMap(([officer, { perPurpose }]) =>
      [...perPurpose].map(([purpose, queries]) => {
        return { employeeId: String(officer), institution: '1032050101', level: 'outlet' as const, purpose, queries }
      }),
    )
    for (const { place, facts } of purposeShares(counts))
      if (purposeDriftRule.judge(facts, monitoring.limits)) flags.add(`${place.employeeId} M23`)
    for (const [officer, state] of states) {
      judgePair(officer, state)
      state.perPurpose.clear()
      state.releases.length = 0
    }
  }

  function judgePair(officer: number, { releases }: OfficerState): void {
    const byOne = Math.max(
      0,
      ...[...Map.groupBy(releases, ({ approver }) => approver).values()].map((own) => own.length),
    )
    const facts = { released: releases.length, byOne, approver: 'E1', otherApprovers: approversNearby - 1 }
    if (releasePairRule.judge(facts, monitoring.limits)) flags.add(`${officer} M28`)
  }
}

function dayOf(at: number): string {
  return new Date(dayNumber(at) * 86_400_000).toISOString().slice(0, 10)
}
