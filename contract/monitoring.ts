/** The rules as head office, administrators and auditors see them, and what a rule would have raised. */

import * as z from 'zod'
import { InstitutionLevel } from '#contract/institution.ts'
import { MonitoringRule, Severity } from '#contract/monitoring-rule.ts'
import { limitNames, raisings } from '#contract/policy-sections/monitoring.ts'
import { EmployeeId, InstitutionCode, QueryId } from '#contract/values.ts'

const Count = z.int().min(0)

export const RuleLimit = z.strictObject({
  name: z.enum(limitNames),
  value: z.number(),
  perLevel: z.array(z.strictObject({ level: InstitutionLevel, value: z.number() })),
})

export const RuleRow = z.strictObject({
  rule: MonitoringRule,
  /** Why it is off; `null`: it is on. */
  offReason: z.string().max(200).nullable(),
  canBeOff: z.boolean(),
  severity: Severity,
  raising: z.enum(raisings),
  limits: z.array(RuleLimit),
  /** Incidents of the last thirty days in the caller's subtree. */
  incidents: Count,
})
export type RuleRow = z.output<typeof RuleRow>

export const RuleOverview = z.strictObject({ policyVersion: z.int().positive(), rules: z.array(RuleRow) })
export type RuleOverview = z.output<typeof RuleOverview>

export const dryRunDays = 92

export const DryRunRequest = z.strictObject({
  days: z.int().min(1).max(dryRunDays),
  /** Numbers tried instead of those in force; the bank's own, for every level that has none of its own. */
  limits: z.array(z.strictObject({ name: z.enum(limitNames), value: z.number() })).max(40),
})
export type DryRunRequest = z.output<typeof DryRunRequest>

export const Noticed = z.strictObject({
  day: z.iso.date(),
  institution: InstitutionCode,
  employeeId: EmployeeId.nullable(),
  query: QueryId.nullable(),
  what: z.string().max(60),
  facts: z.record(z.string().max(40), z.union([z.string().max(120), z.number()])),
  /** Whether it becomes an incident; the others are counted. */
  isRaised: z.boolean(),
})
export type Noticed = z.output<typeof Noticed>

export const DryRun = z.strictObject({
  /** `judged`: past facts were judged anew. `recorded`: the rule looks at what happens, and these are its incidents. */
  kind: z.enum(['judged', 'recorded']),
  noticed: Count,
  raised: Count,
  perDay: z.array(z.strictObject({ day: z.iso.date(), noticed: Count, raised: Count })),
  /** The latest first; at most five hundred. */
  list: z.array(Noticed),
})
export type DryRun = z.output<typeof DryRun>
