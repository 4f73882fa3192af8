import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Role } from '#contract/role.ts'
import { UserChangeKind, UserRow, UserStatus } from '#contract/user.ts'

/** Users of an institution and of everything below it. */
export async function listUsersBelow(queryable: Queryable, root: string): Promise<UserRow[]> {
  const rows = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select app_user.id, employee_id as "employeeId", employee.name, institution.code as "institutionCode",
           institution.name as "institutionName", role, app_user.status, grade, subject_kinds as "subjectKinds", purposes,
           rights_until as "rightsUntil", rights_confirmed_at as "rightsConfirmedAt", moved_on::text as "movedOn",
           (select max(started_at) from session where session.user_id = app_user.id) as "lastLogInAt",
           locked_until as "lockedUntil", password_hash is not null as "hasPassword"
      from app_user
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
      join below on below.code = institution.code
     order by institution.code, employee_id`
  return rows.map((row) => {
    const { institutionCode: code, institutionName: name, ...user } = row
    const moments = ['rightsUntil', 'rightsConfirmedAt', 'lastLogInAt', 'lockedUntil']
    const written = moments.map((key) => [key, (user[key] as Date | null)?.toISOString() ?? null])
    return UserRow.parse({ ...user, ...Object.fromEntries(written), institution: { code, name } })
  })
}

const LockedUser = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  institution: z.string(),
  role: Role,
  status: UserStatus,
  movedOn: z.string().nullable(),
})
export type LockedUser = z.output<typeof LockedUser>

/** Locked until the transaction ends. */
export async function lockUser(tx: Transaction, employeeId: string): Promise<LockedUser | undefined> {
  const [row] = await tx`
    select app_user.id, employee_id as "employeeId", employee.institution_code as institution, role, app_user.status,
           moved_on::text as "movedOn"
      from app_user join employee using (employee_id) where employee_id = ${employeeId} for update of app_user`
  return row && LockedUser.parse({ ...row })
}

export interface NewRights {
  readonly subjectKinds: readonly string[]
  readonly purposes: readonly string[]
  readonly until: Date
}

export async function saveRights(tx: Transaction, userId: string, rights: NewRights, at: Date): Promise<void> {
  await tx`
    update app_user
       set subject_kinds = ${[...rights.subjectKinds]}, purposes = ${[...rights.purposes]}, rights_until = ${rights.until},
           rights_confirmed_at = ${at}, moved_on = null
     where id = ${userId}`
}

export async function confirmRights(tx: Transaction, userId: string, { until, at }: { until: Date; at: Date }) {
  await tx`update app_user set rights_until = ${until}, rights_confirmed_at = ${at} where id = ${userId}`
}

/** Rights end with the user. */
export async function stopUser(tx: Transaction, userId: string, at: Date): Promise<void> {
  await tx`
    update app_user set status = 'stopped', stopped_at = ${at}, rights_until = least(rights_until, ${at}), moved_on = null
     where id = ${userId}`
}

export async function restRights(tx: Transaction, userId: string, { at, day }: { at: Date; day: string }) {
  await tx`update app_user set rights_until = least(rights_until, ${at}), moved_on = ${day} where id = ${userId}`
}

export interface UserChange {
  readonly userId: string
  readonly kind: UserChangeKind
  readonly cause?: string
  readonly note?: string
  readonly changedBy: string
  readonly changedAt: Date
}

export async function insertChange(tx: Transaction, change: UserChange): Promise<void> {
  const { userId, kind, cause = null, note = null, changedBy, changedAt } = change
  await tx`
    insert into user_change (user_id, kind, cause, note, changed_by, changed_at)
    values (${userId}, ${kind}, ${cause}, ${note}, ${changedBy}, ${changedAt})`
}

const StoredChange = z.strictObject({
  kind: UserChangeKind,
  cause: z.string().nullable(),
  note: z.string().nullable(),
  changedBy: z.string().nullable(),
  changedAt: z.date(),
})

export async function listChanges(queryable: Queryable, employeeId: string) {
  const rows = await queryable`
    select kind, cause, note, changed_by as "changedBy", changed_at as "changedAt"
      from user_change join app_user on app_user.id = user_id
     where employee_id = ${employeeId} order by user_change.id desc`
  return z.array(StoredChange).parse([...rows])
}
