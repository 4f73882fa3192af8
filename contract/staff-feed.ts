/** What the HR system says about people, and what an import of it would change. */

import * as z from 'zod'
import { Day, EmployeeId, InstitutionCode, Sha256Hex } from '#contract/values.ts'

/** Largest file that is read, and most rows in it. */
export const maxFeedBytes = 8 * 1024 * 1024
export const maxFeedRows = 50_000

/** Why a row is left out; the others are kept. */
export const feedProblems = [
  'unreadable-row',
  'employee-id',
  'name',
  'id-number',
  'institution',
  'institution-unknown',
  'institution-closed',
  'status',
  'day',
  'future-day',
  'older-than-known',
  'repeated',
] as const
export const FeedProblem = z.enum(feedProblems)
export type FeedProblem = z.output<typeof FeedProblem>

/** `rejoin`: somebody who had left is employed again; his user stays stopped. `identify`: his ID number became known or another one. */
export const staffChangeKinds = ['join', 'rejoin', 'move', 'leave', 'rename', 'identify'] as const

export const StaffChange = z.strictObject({
  line: z.int().positive(),
  kind: z.enum(staffChangeKinds),
  employeeId: EmployeeId,
  name: z.string().max(60),
  /** Where the person works after the change, and where before it. */
  institution: InstitutionCode,
  previousInstitution: InstitutionCode.nullable(),
  effectiveOn: Day,
  /** A leaver's user is stopped, a mover's rights rest. */
  hasUser: z.boolean(),
})
export type StaffChange = z.output<typeof StaffChange>

export const StaffFeedPlan = z.strictObject({
  changes: z.array(StaffChange),
  unchanged: z.int().min(0),
  badRows: z.array(z.strictObject({ line: z.int().positive(), problem: FeedProblem })),
  /** Names exactly these changes; what is applied is what was shown. */
  planHash: Sha256Hex,
})
export type StaffFeedPlan = z.output<typeof StaffFeedPlan>

/** A CSV or JSON file as it lay on disk, base64. */
export const FeedContent = z.base64().max(Math.ceil(maxFeedBytes / 3) * 4)
