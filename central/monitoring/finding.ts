/** What a monitoring rule noticed, and what a rule is: a schema of facts and a pure judgement of them. */

import type * as z from 'zod'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import type { MonitoringLimits } from '#contract/policy-sections/monitoring.ts'

export interface Finding {
  readonly rule: MonitoringRule
  /** Which of the rule's cases, as the sentences on screen are named. */
  readonly what: string
  /** Codes and numbers for that sentence; no name, no ID number. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** A rule about more than one query: judged by a job from facts that were counted. */
export interface CountedRule<F extends z.ZodType = z.ZodType> {
  readonly rule: MonitoringRule
  readonly facts: F
  readonly judge: (facts: z.output<F>, limits: MonitoringLimits) => Finding | undefined
}

/** Ties the judgement to the type of the facts. */
export function countedRule<F extends z.ZodType>(rule: CountedRule<F>): CountedRule<F> {
  return rule
}
