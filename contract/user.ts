/** Users as administrators see them, and what they may do with them. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Purpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const subjectKinds = ['personal', 'corporate'] as const
export const SubjectKind = z.enum(subjectKinds)
export type SubjectKind = z.output<typeof SubjectKind>

export const grades = ['A', 'B', 'C'] as const
export const Grade = z.enum(grades)
export type Grade = z.output<typeof Grade>

export const UserStatus = z.enum(['active', 'suspended', 'stopped'])
export type UserStatus = z.output<typeof UserStatus>

/** What a user may ask about, why, and until when. Only query officers have subject kinds and purposes. */
export const Rights = z.strictObject({
  subjectKinds: z.array(SubjectKind).max(subjectKinds.length),
  purposes: z.array(Purpose).max(20),
  /** The last day. */
  until: Day,
})
export type Rights = z.output<typeof Rights>

export const UserRow = z.strictObject({
  id: z.uuid(),
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  role: Role,
  status: UserStatus,
  grade: Grade,
  subjectKinds: z.array(SubjectKind),
  purposes: z.array(Purpose),
  rightsUntil: Instant,
  rightsConfirmedAt: Instant.nullable(),
  /** The day of a move after which the rights have not been adjusted yet. */
  movedOn: Day.nullable(),
  lastLogInAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
  /** Without one nobody can log in yet. */
  hasPassword: z.boolean(),
})
export type UserRow = z.output<typeof UserRow>

export const suspensionCauses = ['suspected-violation', 'security-incident', 'absence', 'own-request', 'other'] as const
export const SuspensionCause = z.enum(suspensionCauses)
export type SuspensionCause = z.output<typeof SuspensionCause>

export const Suspension = z.strictObject({ cause: SuspensionCause, note: z.string().trim().min(2).max(200) })
export type Suspension = z.output<typeof Suspension>

/** What can be done to a user, as his administrators read it. */
export const userChangeKinds = [
  'rights-set',
  'rights-confirmed',
  'suspended',
  'stopped',
  'moved',
  'left',
  'opened',
  'suspension-ended',
  'return-reviewed',
] as const
export const UserChangeKind = z.enum(userChangeKinds)
export type UserChangeKind = z.output<typeof UserChangeKind>

/** Most users confirmed with one signature. */
export const maxConfirmed = 40

export function rightsOperation(employeeId: string, { subjectKinds: kinds, purposes, until }: Rights): Operation {
  return { action: 'user.set-rights', object: employeeId, facts: { subjectKinds: kinds, purposes, until } }
}

export function suspensionOperation(employeeId: string, cause: SuspensionCause): Operation {
  return { action: 'user.suspend', object: employeeId, facts: { cause } }
}

export function stopOperation(employeeId: string, cause: SuspensionCause): Operation {
  return { action: 'user.stop', object: employeeId, facts: { cause } }
}

/** @param employeeIds In the order of the request. */
export function confirmationOperation(institution: string, employeeIds: readonly string[], until: string): Operation {
  return { action: 'user.confirm-rights', object: institution, facts: { users: [...employeeIds], until } }
}
