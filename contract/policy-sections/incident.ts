/** Incidents: which are told to head office at once, and how long each state may last. */

import * as z from 'zod'
import { highRiskByDefault, MonitoringRule, monitoringRules } from '#contract/monitoring-rule.ts'

const Hours = z
  .int()
  .positive()
  .max(24 * 366)
const Days = z.int().positive().max(366)

export const IncidentPolicy = z.strictObject({
  /** Rules whose incidents are told to every institution above at once; one that is left out goes by its default. */
  highRisk: z.partialRecord(MonitoringRule, z.boolean()),
  assignHours: Hours,
  verifyHours: Hours,
  reviewHours: Hours,
  decideHours: Hours,
  closeHours: Hours,
  /** How long after the decision the user may appeal. */
  appealDays: Days,
  appealDecisionHours: Hours,
  /** For the measure of an accountability case. */
  accountabilityDays: Days,
})
export type IncidentPolicy = z.output<typeof IncidentPolicy>

const isGrave: ReadonlySet<MonitoringRule> = new Set(highRiskByDefault)

export const defaultIncidentPolicy: IncidentPolicy = {
  highRisk: Object.fromEntries(monitoringRules.map((rule) => [rule, isGrave.has(rule)])),
  assignHours: 24,
  verifyHours: 120,
  reviewHours: 72,
  decideHours: 72,
  closeHours: 240,
  appealDays: 10,
  appealDecisionHours: 240,
  accountabilityDays: 30,
}

/** Whether an incident of this rule is told upward at once. */
export function isHighRisk(rule: MonitoringRule, { highRisk }: IncidentPolicy): boolean {
  return highRisk[rule] ?? isGrave.has(rule)
}
