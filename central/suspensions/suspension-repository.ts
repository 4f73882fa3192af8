import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { EveryCause, identityCauses, type SuspensionEnding } from '#contract/suspension.ts'
import { UserStatus } from '#contract/user.ts'

const SuspendedUser = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  institution: z.string(),
  status: UserStatus,
})
export type SuspendedUser = z.output<typeof SuspendedUser>

/** Locked until the transaction ends. */
export async function lockUser(tx: Transaction, userId: string): Promise<SuspendedUser> {
  const [row] = await tx`
    select app_user.id, employee_id as "employeeId", employee.institution_code as institution, app_user.status
      from app_user join employee using (employee_id) where app_user.id = ${userId} for update of app_user`
  return SuspendedUser.parse({ ...row })
}

export interface NewSuspension {
  readonly userId: string
  readonly cause: EveryCause
  readonly since: Date
  /** The administrator; nobody when the service does it by itself. */
  readonly by?: string
  readonly note?: string
  readonly incident?: string
}

/** @returns `false` when the user is suspended for this already. */
export async function insertSuspension(tx: Transaction, suspension: NewSuspension): Promise<boolean> {
  const { userId, cause, since, by = null, note = null, incident = null } = suspension
  const rows = await tx`
    insert into suspension (id, user_id, cause, since, suspended_by, note, incident_id)
    values (${randomUUID()}, ${userId}, ${cause}, ${since}, ${by}, ${note}, ${incident})
    on conflict (user_id, cause) where ended_at is null do nothing returning id`
  if (rows.length === 0) return false
  await tx`update app_user set status = 'suspended' where id = ${userId} and status = 'active'`
  if (!identityCauses.some((one) => one === cause)) return true
  await tx`
    insert into identity_check (id, user_id, cause, opened_at) values (${randomUUID()}, ${userId}, ${cause}, ${since})
    on conflict do nothing`
  return true
}

export interface EndedSuspensions {
  readonly userId: string
  readonly causes: readonly EveryCause[]
  /** Only those that an incident brought about. */
  readonly incident?: string
  readonly ending: SuspensionEnding
  readonly at: Date
  readonly by: string | null
}

/** Ends what is open of these causes; without any left the user is active again. @returns The causes that ended. */
export async function endSuspensions(tx: Transaction, ended: EndedSuspensions): Promise<EveryCause[]> {
  const { userId, causes, incident = null, ending, at, by } = ended
  const rows = await tx`
    update suspension set ended_at = ${at}, ending = ${ending}, ended_by = ${by}
     where user_id = ${userId} and ended_at is null and cause = any(${[...causes]}::text[])
       and (${incident}::uuid is null or incident_id = ${incident})
    returning cause`
  if (rows.length > 0)
    await tx`
      update app_user set status = 'active'
       where id = ${userId} and status = 'suspended'
         and not exists (select from suspension where user_id = ${userId} and ended_at is null)`
  return rows.map((row) => EveryCause.parse(row['cause']))
}

/** Nothing is decided for somebody who must wait anew. @returns The applications that ended. */
export async function withdrawApplications(tx: Transaction, employeeId: string, at: Date): Promise<string[]> {
  const rows = await tx`
    update application set state = 'withdrawn', decided_at = ${at}
     where employee_id = ${employeeId} and state = 'pending' returning id`
  return rows.map((row) => z.uuid().parse(row['id']))
}

/** Who was locked out begins anew with his guesses. */
export async function forgiveGuesses(tx: Transaction, userId: string): Promise<void> {
  await tx`update app_user set failed_count = 0, lock_count = 0, locked_until = null where id = ${userId}`
}

const OpenSuspension = z.strictObject({
  cause: EveryCause,
  since: z.date(),
  by: z.string().nullable(),
  note: z.string().nullable(),
  incident: z.uuid().nullable(),
})
export type OpenSuspension = z.output<typeof OpenSuspension>

export async function listOpen(queryable: Queryable, userId: string): Promise<OpenSuspension[]> {
  const rows = await queryable`
    select cause, since, suspended_by as by, note, incident_id as incident
      from suspension where user_id = ${userId} and ended_at is null order by since, cause`
  return z.array(OpenSuspension).parse([...rows])
}

/** Users whom an incident suspended. */
export async function listUsersOfIncident(queryable: Queryable, incident: string): Promise<string[]> {
  const rows = await queryable`
    select distinct user_id as id from suspension where incident_id = ${incident} and ended_at is null order by 1`
  return rows.map((row) => z.uuid().parse(row['id']))
}

export interface NotedChange {
  readonly userId: string
  readonly kind: 'suspended' | 'suspension-ended' | 'return-reviewed'
  readonly cause: string | null
  readonly note: string | null
  readonly by: string | null
  readonly at: Date
}

/** What was done to the user, for his administrators. */
export async function insertChange(tx: Transaction, change: NotedChange): Promise<void> {
  const { userId, kind, cause, note, by, at } = change
  await tx`
    insert into user_change (user_id, kind, cause, note, changed_by, changed_at)
    values (${userId}, ${kind}, ${cause}, ${note}, ${by}, ${at})`
}
