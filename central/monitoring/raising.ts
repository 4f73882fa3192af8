/** When what was noticed becomes an incident: an administrator with two hundred items a day wants patterns, not each slip. */

import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import type { MonitoringSection, Raising } from '#contract/policy-sections/monitoring.ts'

type RaisingPolicy = Pick<MonitoringSection, 'raising' | 'patternFrom' | 'off'>

export function raisingOf(rule: MonitoringRule, { raising, off }: RaisingPolicy): Raising {
  if (off.some((entry) => entry.rule === rule)) return 'never'
  return raising.find((entry) => entry.rule === rule)?.when ?? 'daily'
}

/** @param count How often this user has done this today, the present time included. */
export function isRaisedAt(count: number, when: Raising, patternFrom: number): boolean {
  if (when === 'each') return true
  if (when === 'daily') return count === 1
  return when === 'pattern' && count === patternFrom
}
