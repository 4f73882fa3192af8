/** Suspended users as their administrators see them, and what is signed on their way back. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Role } from '#contract/role.ts'
import { EveryCause, wayBackSteps } from '#contract/suspension.ts'
import { UserStatus } from '#contract/user.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const OpenSuspension = z.strictObject({
  cause: EveryCause,
  since: Instant,
  /** Nobody: the service by itself. */
  by: EmployeeId.nullable(),
  note: z.string().max(200).nullable(),
  incident: z.uuid().nullable(),
})
export type OpenSuspension = z.output<typeof OpenSuspension>

export const SuspendedUser = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  role: Role,
  status: UserStatus,
  suspensions: z.array(OpenSuspension).min(1),
  step: z.enum(wayBackSteps),
  /** First day of a retest and how many days until then, where there is a wait. */
  opensOn: Day.nullable(),
  daysLeft: z.int().min(0),
  identityCheck: z.strictObject({ cause: EveryCause, firstBy: EmployeeId.nullable() }).nullable(),
  /** The last retest that was handed in since the suspension. */
  retest: z
    .strictObject({ paper: z.uuid(), score: z.int(), passMark: z.int(), isPassed: z.boolean(), handedInAt: Instant })
    .nullable(),
})
export type SuspendedUser = z.output<typeof SuspendedUser>

const Note = z.string().trim().min(2).max(200)

export const ReturnReview = z.strictObject({ decision: z.enum(['accepted', 'refused']), note: Note })
export type ReturnReview = z.output<typeof ReturnReview>

export const SuspensionLift = z.strictObject({ cause: EveryCause, note: Note })
export type SuspensionLift = z.output<typeof SuspensionLift>

/** What the administrator signs who reviewed a return: this retest, this decision. */
export function reviewOperation(employeeId: string, paper: string, decision: ReturnReview['decision']): Operation {
  return { action: 'user.review-return', object: employeeId, facts: { paper, decision } }
}

export function liftOperation(employeeId: string, cause: EveryCause): Operation {
  return { action: 'user.lift-suspension', object: employeeId, facts: { cause } }
}
