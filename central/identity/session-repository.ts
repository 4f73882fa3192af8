import * as z from 'zod'
import type { Database, Queryable, Transaction } from '#central/database/database.ts'
import { Role } from '#contract/role.ts'

const LiveSession = z.strictObject({
  id: z.uuid(),
  startedAt: z.date(),
  lastActiveAt: z.date(),
  isLocked: z.boolean(),
  isPasswordDue: z.boolean(),
  endedAt: z.date().nullable(),
  workstationId: z.uuid(),
  userId: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  role: Role,
  rightsUntil: z.date(),
  userStatus: z.enum(['active', 'suspended', 'stopped']),
})
export type LiveSession = z.output<typeof LiveSession>

export async function findSession(queryable: Queryable, tokenHash: Uint8Array): Promise<LiveSession | undefined> {
  const [row] = await queryable`
    select session.id, started_at as "startedAt", last_active_at as "lastActiveAt",
           locked_at is not null as "isLocked", is_password_due as "isPasswordDue", ended_at as "endedAt", workstation_id as "workstationId", user_id as "userId", employee_id as "employeeId", employee.name,
           employee.institution_code as institution, app_user.role, app_user.rights_until as "rightsUntil", app_user.status as "userStatus"
      from session
      join app_user on app_user.id = session.user_id
      join employee using (employee_id)
     where token_hash = ${tokenHash}`
  return row && LiveSession.parse({ ...row })
}

export interface NewSession {
  readonly id: string
  readonly tokenHash: Uint8Array
  readonly userId: string
  readonly workstationId: string
  readonly startedAt: Date
  readonly isPasswordDue: boolean
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  const { id, tokenHash, userId, workstationId, startedAt, isPasswordDue } = session
  await tx`
    insert into session (id, token_hash, user_id, workstation_id, started_at, last_active_at, is_password_due)
    values (${id}, ${tokenHash}, ${userId}, ${workstationId}, ${startedAt}, ${startedAt}, ${isPasswordDue})`
}

export async function findPreviousStart(tx: Transaction, userId: string): Promise<Date | null> {
  const [row] =
    await tx`select started_at as at from session where user_id = ${userId} order by started_at desc limit 1`
  return z
    .date()
    .nullable()
    .parse(row?.['at'] ?? null)
}

/** Notes when the user was last active. */
export async function touchSession(database: Database, sessionId: string, at: Date): Promise<void> {
  await database`update session set last_active_at = ${at} where id = ${sessionId} and last_active_at < ${at}`
}

/** @returns `false` when it was locked or over already. */
export async function lockSession(tx: Transaction, id: string, lock: { at: Date; reason: string }): Promise<boolean> {
  const rows = await tx`
    update session set locked_at = ${lock.at}, lock_reason = ${lock.reason}
     where id = ${id} and locked_at is null and ended_at is null
    returning id`
  return rows.length === 1
}

/** Unlocks it under another token. @returns `false` when it is over. */
export async function unlockSession(
  tx: Transaction,
  id: string,
  { at, tokenHash }: { at: Date; tokenHash: Uint8Array },
): Promise<boolean> {
  const rows = await tx`
    update session set locked_at = null, lock_reason = null, last_active_at = ${at}, token_hash = ${tokenHash}
     where id = ${id} and ended_at is null
    returning id`
  return rows.length === 1
}

/** Which sessions to end: one, all of a user, or all at a workstation. */
export type SessionSelection =
  | { readonly session: string }
  | { readonly user: string }
  | { readonly workstation: string }
  | { readonly user: string; readonly workstation: string }

const EndedSession = z.strictObject({ id: z.uuid(), employeeId: z.string() })

/** Ends what is still open. @returns The sessions this call ended. */
export async function endSessions(tx: Transaction, selection: SessionSelection, ending: { at: Date; reason: string }) {
  const { session = null, user = null, workstation = null } = { ...selection } as Record<string, string | undefined>
  const rows = await tx`
    update session set ended_at = ${ending.at}, ending = ${ending.reason}
      from app_user
     where app_user.id = session.user_id and session.ended_at is null
       and (${session}::uuid is null or session.id = ${session}) and (${user}::uuid is null or session.user_id = ${user})
       and (${workstation}::uuid is null or session.workstation_id = ${workstation})
    returning session.id, app_user.employee_id as "employeeId"`
  return z.array(EndedSession).parse([...rows])
}
