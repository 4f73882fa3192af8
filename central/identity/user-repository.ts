import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Transaction } from '#central/database/database.ts'
import { Purpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import { SubjectKind } from '#contract/user.ts'
import { tokenProfileNames } from './one-time-password.ts'

const UserForLogin = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  status: z.enum(['active', 'suspended', 'stopped']),
  role: Role,
  grade: z.enum(['A', 'B', 'C']),
  purposes: z.array(Purpose),
  rightsUntil: z.date(),
  passwordHash: z.string().nullable(),
  passwordChangedAt: z.date().nullable(),
  initialPasswordUntil: z.date().nullable(),
  failedCount: z.int(),
  lockCount: z.int(),
  lockedUntil: z.date().nullable(),
  token: z
    .strictObject({
      id: z.uuid(),
      profile: z.enum(tokenProfileNames),
      sealedSeed: Bytes,
      digits: z.int(),
      periodSeconds: z.int(),
      lastStep: z.int(),
      driftSteps: z.int(),
      driftOrigin: z.int(),
    })
    .nullable(),
})
export type UserForLogin = z.output<typeof UserForLogin>

/** The user with his token, locked until the transaction ends, so that two log-ins at once are one after the other. */
export async function findUserForLogin(tx: Transaction, employeeId: string): Promise<UserForLogin | undefined> {
  const [row] = await tx`
    select app_user.id, employee_id as "employeeId", employee.name, employee.institution_code as institution,
           institution.name as "institutionName", app_user.status, role, grade, purposes, rights_until as "rightsUntil",
           password_hash as "passwordHash", password_changed_at as "passwordChangedAt",
           initial_password_until as "initialPasswordUntil", failed_count as "failedCount", lock_count as "lockCount",
           locked_until as "lockedUntil", token.id as "tokenId", token.profile, token.sealed_seed as "sealedSeed",
           token.digits, token.period_seconds as "periodSeconds", token.last_step as "lastStep",
           token.drift_steps as "driftSteps", token.drift_origin as "driftOrigin"
      from app_user
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
      left join token on token.user_id = app_user.id and token.use = 'log-in' and token.revoked_at is null
       and token.is_confirmed
     where employee_id = ${employeeId} and employee.status = 'employed'
       for update of app_user`
  if (!row) return undefined
  const { tokenId, profile, sealedSeed, digits, periodSeconds, lastStep, driftSteps, driftOrigin, ...user } = row
  const clock = { lastStep, driftSteps, driftOrigin }
  const token = tokenId && { id: tokenId, profile, sealedSeed, digits, periodSeconds, ...clock }
  return UserForLogin.parse({ ...user, token })
}

/** Burns a code: nothing of this step or an older one is accepted again. @returns `false` when somebody was faster. */
export async function burnStep(
  tx: Transaction,
  tokenId: string,
  { step, driftSteps }: { step: bigint; driftSteps: number },
): Promise<boolean> {
  const burnt = await tx`
    update token set last_step = ${step.toString()}, drift_steps = ${driftSteps}
     where id = ${tokenId} and last_step < ${step.toString()} returning id`
  return burnt.length === 1
}

/** Burns both codes of a token that was brought into step, and follows its clock from there. */
export async function setInStep(
  tx: Transaction,
  tokenId: string,
  { step, driftSteps }: { step: bigint; driftSteps: number },
): Promise<boolean> {
  const set = await tx`
    update token set last_step = ${step.toString()}, drift_steps = ${driftSteps}, drift_origin = ${driftSteps}
     where id = ${tokenId} and last_step < ${step.toString()} and revoked_at is null returning id`
  return set.length === 1
}

export interface FailureCounts {
  readonly failedCount: number
  readonly lockCount: number
  readonly lockedUntil: Date | null
}

export async function saveFailures(tx: Transaction, userId: string, counts: FailureCounts): Promise<void> {
  const { failedCount, lockCount, lockedUntil } = counts
  await tx`
    update app_user
       set failed_count = ${failedCount}, lock_count = ${lockCount}, locked_until = ${lockedUntil}
     where id = ${userId}`
}

const Standing = z.strictObject({
  status: z.enum(['active', 'suspended', 'stopped']),
  grade: z.enum(['A', 'B', 'C']),
  purposes: z.array(Purpose),
  subjectKinds: z.array(SubjectKind),
  rightsUntil: z.date(),
})
export type UserStanding = z.output<typeof Standing>

/** What decides whether a user may ask at all; locks the user, so that counts per user and day are exact. */
export async function lockStanding(tx: Transaction, userId: string): Promise<UserStanding> {
  const [row] = await tx`
    select status, grade, purposes, subject_kinds as "subjectKinds", rights_until as "rightsUntil"
      from app_user where id = ${userId} for update`
  return Standing.parse({ ...row })
}
