import * as z from 'zod'
import type { Transaction } from '#central/database/database.ts'

const Hash = z.strictObject({ hash: z.string() })

/** The hashes of the last passwords before the present one, newest first. */
export async function findFormerPasswords(tx: Transaction, userId: string, count: number): Promise<string[]> {
  const rows = await tx`select hash from former_password where user_id = ${userId} order by id desc limit ${count}`
  return rows.map((row) => Hash.parse({ ...row }).hash)
}

export interface NewPassword {
  readonly hash: string
  readonly at: Date
  /** Who handed it over, and until when it may be changed; `undefined`: the user's own. */
  readonly issued?: { readonly by: string; readonly until: Date }
}

/** Puts a password in the place of the present one, which joins the former ones; keeps as many of those as count. */
export async function replacePassword(
  tx: Transaction,
  userId: string,
  { hash, at, issued }: NewPassword,
  history: number,
): Promise<void> {
  await tx`
    insert into former_password (user_id, hash, replaced_at)
    select id, password_hash, ${at} from app_user where id = ${userId} and password_hash is not null`
  await tx`
    delete from former_password where user_id = ${userId} and id not in (
      select id from former_password where user_id = ${userId} order by id desc limit ${history})`
  await tx`
    update app_user
       set password_hash = ${hash}, password_changed_at = ${at},
           initial_password_until = ${issued?.until ?? null},
           password_issued_by = coalesce(${issued?.by ?? null}, password_issued_by)
     where id = ${userId}`
}

/** The password is no longer due in the session. */
export async function settleSession(tx: Transaction, sessionId: string): Promise<void> {
  await tx`update session set is_password_due = false where id = ${sessionId}`
}

const Recipient = z.strictObject({
  id: z.uuid(),
  institution: z.string(),
  status: z.enum(['active', 'suspended', 'stopped']),
  tokenEnrolledBy: z.uuid().nullable(),
})
export type Recipient = z.output<typeof Recipient>

/** A user who may get a password, and who handed over the token he logs in with; locked until the transaction ends. */
export async function lockRecipient(tx: Transaction, employeeId: string): Promise<Recipient | undefined> {
  const [row] = await tx`
    select app_user.id, employee.institution_code as institution, app_user.status, token.enrolled_by as "tokenEnrolledBy"
      from app_user
      join employee using (employee_id)
      left join token on token.user_id = app_user.id and token.use = 'log-in' and token.revoked_at is null
       and token.is_confirmed
     where employee_id = ${employeeId} and employee.status = 'employed'
       for update of app_user`
  return row && Recipient.parse({ ...row })
}
