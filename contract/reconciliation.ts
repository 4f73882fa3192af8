/** The bureau's list of charges compared with our queries, the day after (T+1). */

import * as z from 'zod'
import { Day, Instant } from '#contract/values.ts'

/** How one charge and one query can differ. */
export const differenceKinds = [
  /** The bureau charged for what is no query of ours, or one that must not have gone out. */
  'only-at-bureau',
  /** We hold a report that the bureau's list does not know. */
  'only-here',
  'charged-twice',
  'other-subject',
  'other-purpose',
  'other-time',
] as const
export const DifferenceKind = z.enum(differenceKinds)
export type DifferenceKind = z.output<typeof DifferenceKind>

export const ReconciliationDay = z.strictObject({
  day: Day,
  /** `unavailable`: the bureau's list could not be had; it is asked for again. */
  state: z.enum(['running', 'compared', 'unavailable']),
  comparedAt: Instant.nullable(),
  /** What the bureau lists, and the reports we hold of that day. */
  charges: z.int().min(0).nullable(),
  queries: z.int().min(0).nullable(),
  differences: z.int().min(0),
  unresolved: z.int().min(0),
})
export type ReconciliationDay = z.output<typeof ReconciliationDay>

export const DifferenceId = z.uuid().brand('DifferenceId')
export type DifferenceId = z.output<typeof DifferenceId>

/** Without name and ID number: head office follows it up by report number and query. */
export const ReconciliationDifference = z.strictObject({
  id: DifferenceId,
  day: Day,
  kind: DifferenceKind,
  queryId: z.uuid().nullable(),
  reportNumber: z.string().nullable(),
  institution: z.string().nullable(),
  purpose: z.string().nullable(),
  /** When the bureau charged; for what it does not know, when our report is from. */
  happenedAt: Instant,
  resolution: z.strictObject({ at: Instant, employeeId: z.string(), name: z.string(), reason: z.string() }).nullable(),
})
export type ReconciliationDifference = z.output<typeof ReconciliationDifference>

export const Resolution = z.strictObject({ reason: z.string().trim().min(4).max(400) })
export type Resolution = z.output<typeof Resolution>
