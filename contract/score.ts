/** A user's points of the year, and every row they come from. */

import * as z from 'zod'
import { DeductionCategory } from '#contract/deduction.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import { ScorePolicy } from '#contract/policy-sections/score.ts'
import { Grade } from '#contract/user.ts'
import { Day, EmployeeId, Instant } from '#contract/values.ts'

export const ScoreRow = z.strictObject({
  id: z.int(),
  year: z.int(),
  at: Instant,
  kind: z.enum(['deduction', 'reversal', 'fresh-start']),
  /** Of a deduction, and of the one that is taken back. */
  category: DeductionCategory.nullable(),
  points: z.int().min(0),
  incident: z.uuid().nullable(),
  /** The rule that raised the incident. */
  rule: MonitoringRule.nullable(),
  /** A deduction that was taken back, or stands before a fresh start, counts no more. */
  counts: z.boolean(),
  /** Who decided; nobody when the service did. */
  by: EmployeeId.nullable(),
})
export type ScoreRow = z.output<typeof ScoreRow>

export const UserScore = z.strictObject({
  employeeId: EmployeeId,
  year: z.int(),
  grade: Grade,
  points: z.int().min(0),
  /** When the next year's points begin. */
  nextYearOn: Day,
  /** Points a year, thresholds and what costs how many, as they are in force. */
  policy: ScorePolicy,
  /** Newest first, of all years. */
  rows: z.array(ScoreRow),
})
export type UserScore = z.output<typeof UserScore>
