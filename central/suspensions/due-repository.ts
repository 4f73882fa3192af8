import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Role } from '#contract/role.ts'

const Moved = z.strictObject({ userId: z.uuid(), since: z.string() })

/** Active users whose rights were not adjusted after a move. `since`: the day from which they could have been. */
export async function listMoved(queryable: Queryable): Promise<z.output<typeof Moved>[]> {
  const rows = await queryable`
    select app_user.id as "userId",
           greatest(moved_on, (select (max(changed_at) at time zone 'Asia/Shanghai')::date from user_change
                                where user_id = app_user.id and kind = 'moved'))::text as since
      from app_user where status = 'active' and moved_on is not null order by app_user.id`
  return z.array(Moved).parse([...rows])
}

const Seen = z.strictObject({ userId: z.uuid(), role: Role, lastSeenAt: z.date() })
export type Seen = z.output<typeof Seen>

/** Active users of some role, with the moment when they last showed themselves or were let in. */
function seen(queryable: Queryable) {
  return queryable`
    select app_user.id as "userId", role,
           -- One session a user at a time: the one begun last is the one he was last active in.
           greatest(opened_at, (select greatest(started_at, last_active_at) from session where user_id = app_user.id
                                 order by started_at desc limit 1),
                    (select max(ended_at) from suspension where user_id = app_user.id)) as "lastSeenAt"
      from app_user where status = 'active'`
}

/** Those not seen since a moment. Who was never opened by an application is not known and not among them. */
export async function listUnseenSince(queryable: Queryable, moment: Date): Promise<Seen[]> {
  const rows = await queryable`
    select * from (${seen(queryable)}) as known where "lastSeenAt" < ${moment} order by "lastSeenAt", "userId"`
  return z.array(Seen).parse([...rows])
}

export async function countActiveHeadOffice(queryable: Queryable): Promise<number> {
  const [row] = await queryable`
    select count(*) as active from app_user where status = 'active' and role = 'head-office-administrator'`
  return z.int().parse(row?.['active'])
}

/** Locked until the transaction ends. @returns Whether the user is active and still has not been adjusted. */
export async function lockMoved(tx: Transaction, userId: string): Promise<boolean> {
  const rows = await tx`
    select id from app_user where id = ${userId} and status = 'active' and moved_on is not null for update`
  return rows.length === 1
}

/** Locked until the transaction ends. @returns Whether the user is active and was not seen since either. */
export async function lockUnseen(tx: Transaction, userId: string, moment: Date): Promise<boolean> {
  await tx`select id from app_user where id = ${userId} for update`
  const rows = await tx`
    select from (${seen(tx)}) as known where "userId" = ${userId} and "lastSeenAt" < ${moment}`
  return rows.length === 1
}
