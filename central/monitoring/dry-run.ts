/** Sums up what a rule would have noticed and raised: pure but for its own sums. */

import type { DryRun, Noticed } from '#contract/monitoring.ts'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import type { MonitoringSection } from '#contract/policy-sections/monitoring.ts'
import { isRaisedAt, raisingOf } from './raising.ts'

const maxListed = 500

/** What one query, or one judged day, had to say about the rule. */
export type Seen = Omit<Noticed, 'isRaised'>

/** @param seen Oldest first: what is raised depends on what the same user did before on that day. */
export function dryRunOf(
  seen: readonly Seen[],
  {
    rule,
    monitoring,
    isHint,
  }: { rule: MonitoringRule; monitoring: MonitoringSection; isHint: (what: string) => boolean },
): DryRun {
  const counts = new Map<string, number>()
  const when = raisingOf(rule, monitoring)
  const list = seen.map((one) => {
    const key = `${one.day} ${one.employeeId ?? one.institution} ${one.what}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return { ...one, isRaised: !isHint(one.what) && isRaisedAt(count, when, monitoring.patternFrom) }
  })
  return { kind: 'judged', ...summaryOf(list) }
}

/** Rules that look at what happens raise at once; their incidents are what there is to see. */
export function recordedRunOf(seen: readonly Seen[]): DryRun {
  return { kind: 'recorded', ...summaryOf(seen.map((one) => ({ ...one, isRaised: true }))) }
}

export function summaryOf(list: readonly Noticed[]) {
  const days = Map.groupBy(list, ({ day }) => day)
  return {
    noticed: list.length,
    raised: list.filter(({ isRaised }) => isRaised).length,
    perDay: [...days]
      .map(([day, ofDay]) => ({ day, noticed: ofDay.length, raised: ofDay.filter(({ isRaised }) => isRaised).length }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    list: list.toSorted((a, b) => b.day.localeCompare(a.day)).slice(0, maxListed),
  }
}
