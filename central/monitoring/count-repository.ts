import * as z from 'zod'
import type { Database, Transaction } from '#central/database/database.ts'

const Counted = z.strictObject({ what: z.string(), count: z.int() })

/** Counts each case once more for the user and day. @returns The new counts. */
export async function countUp(
  tx: Transaction,
  { userId, day, whats }: { readonly userId: string; readonly day: string; readonly whats: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await tx`
    insert into monitoring_count (user_id, day, what, count)
    select ${userId}, ${day}, what, 1 from unnest(${[...whats]}::text[]) as what
        on conflict (user_id, day, what) do update set count = monitoring_count.count + 1
    returning what, count`
  return new Map(
    z
      .array(Counted)
      .parse([...rows])
      .map(({ what, count }) => [what, count]),
  )
}

/** @returns Whether this instance has the period to itself; one that was claimed long ago and not done is taken over. */
export async function claimRun(
  database: Database,
  { job, period, now, leaseUntil }: { job: string; period: string; now: Date; leaseUntil: Date },
): Promise<boolean> {
  const claimed = await database`
    insert into monitoring_run (job, period, claimed_at) values (${job}, ${period}, ${now})
        on conflict (job, period) do update set claimed_at = excluded.claimed_at
         where monitoring_run.done_at is null and monitoring_run.claimed_at < ${leaseUntil}
    returning job`
  return claimed.length === 1
}

export async function finishRun(tx: Transaction, job: string, period: string, at: Date): Promise<void> {
  await tx`update monitoring_run set done_at = ${at} where job = ${job} and period = ${period}`
}

const Change = z.strictObject({
  userId: z.uuid(),
  employeeId: z.string(),
  institution: z.string(),
  before: z.enum(['active', 'suspended', 'stopped']),
  after: z.enum(['active', 'suspended', 'stopped']),
})

/** Users who stand otherwise than when they were last looked at; they are looked at now. */
export async function takeStateChanges(tx: Transaction) {
  const rows = await tx`
    with seen as (
      select app_user.id, employee_id, institution_code, known.status as before, app_user.status as after
        from app_user join employee using (employee_id)
        left join monitoring_user_state known on known.user_id = app_user.id
       where known.status is distinct from app_user.status),
    kept as (
      insert into monitoring_user_state (user_id, status) select id, after from seen
          on conflict (user_id) do update set status = excluded.status)
    select id as "userId", employee_id as "employeeId", institution_code as institution, before, after
      from seen where before is not null`
  return z.array(Change).parse([...rows])
}
