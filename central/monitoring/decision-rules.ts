/** The rules that decide at query time: each reason and warning of a decision is a finding of the rule it belongs to. */

import type { Decision } from '#contract/decision.ts'
import { monitoringRuleOf } from '#contract/monitoring-rule.ts'
import type { Finding } from './finding.ts'

/** A hint for the officer that is right most of the time: counted, never raised. */
const hints: ReadonlySet<string> = new Set(['id-prefix-other-region', 'subject-may-be-related'])

/** What was released was looked at by the approver and is no finding. */
export function findingsOfDecision({ reasons, warnings }: Pick<Decision, 'reasons' | 'warnings'>): Finding[] {
  return [...reasons, ...warnings].flatMap(({ rule: what, facts }) => {
    const rule = monitoringRuleOf[what]
    return rule === null ? [] : [{ rule, what, facts }]
  })
}

export function isHint({ what }: Pick<Finding, 'what'>): boolean {
  return hints.has(what)
}
