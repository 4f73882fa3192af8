/** The policy with one rule set otherwise. */

import type { MonitoringRule, Severity } from '#contract/monitoring-rule.ts'
import { PolicyBody } from '#contract/policy.ts'
import type { Raising } from '#contract/policy-sections/monitoring.ts'

export interface RuleChange {
  /** `null`: the rule is on. */
  readonly offReason: string | null
  readonly raising: Raising
  readonly severity: Severity
  readonly limits: Readonly<Record<string, number>>
}

/** @returns Nothing when the policy would refuse it. */
export function withRuleChange(body: PolicyBody, rule: MonitoringRule, change: RuleChange): PolicyBody | undefined {
  const { monitoring, incident } = body
  const others = <T extends { rule: MonitoringRule }>(list: readonly T[]) => list.filter((one) => one.rule !== rule)
  const { offReason, raising, severity } = change
  const parsed = PolicyBody.safeParse({
    ...body,
    query: { ...body.query, ...partOf(change.limits, 'query') },
    incident: { ...incident, highRisk: { ...incident.highRisk, [rule]: severity === 'high' } },
    monitoring: {
      ...monitoring,
      limits: { ...monitoring.limits, ...partOf(change.limits, 'monitoring') },
      off: [...others(monitoring.off), ...(offReason === null ? [] : [{ rule, reason: offReason }])],
      raising: [...others(monitoring.raising), ...(raising === 'daily' ? [] : [{ rule, when: raising }])],
    },
  })
  return parsed.success ? parsed.data : undefined
}

function partOf(limits: Readonly<Record<string, number>>, section: string) {
  return Object.fromEntries(
    Object.entries(limits)
      .filter(([name]) => name.startsWith(`${section}.`))
      .map(([name, value]) => [name.split('.')[1], value]),
  )
}
