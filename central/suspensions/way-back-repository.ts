import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Role } from '#contract/role.ts'
import { EveryCause } from '#contract/suspension.ts'
import { UserStatus } from '#contract/user.ts'

const Moment = z.coerce.date<string | Date>()

const Standing = z.strictObject({
  userId: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  role: Role,
  status: UserStatus,
  isEmployed: z.boolean(),
  suspensions: z.array(
    z.strictObject({
      cause: EveryCause,
      since: Moment,
      by: z.string().nullable(),
      note: z.string().nullable(),
      incident: z.uuid().nullable(),
    }),
  ),
  identityCheck: z.strictObject({ cause: EveryCause, firstBy: z.string().nullable() }).nullable(),
  retest: z
    .strictObject({
      paper: z.uuid(),
      score: z.int(),
      passMark: z.int(),
      handedInAt: Moment,
      review: z.enum(['accepted', 'refused']).nullable(),
    })
    .nullable(),
  isWritingRetest: z.boolean(),
  attemptsToday: z.int(),
  isApplying: z.boolean(),
})
export type Standing = z.output<typeof Standing>

/** Everything the way back is decided by. @param startOfDay When today began. */
function columns(queryable: Queryable, startOfDay: Date) {
  return queryable`
    app_user.id as "userId", app_user.employee_id as "employeeId", employee.name,
    jsonb_build_object('code', institution.code, 'name', institution.name) as institution, role, app_user.status,
    employee.status = 'employed' as "isEmployed",
    coalesce((select jsonb_agg(jsonb_build_object('cause', cause, 'since', since, 'by', suspended_by, 'note', note,
                                                  'incident', incident_id) order by since, cause)
                from suspension where user_id = app_user.id and ended_at is null), '[]') as suspensions,
    (select jsonb_build_object('cause', cause, 'firstBy', (select employee_id from app_user where id = first_by))
       from identity_check where user_id = app_user.id and passed_at is null) as "identityCheck",
    (select jsonb_build_object('paper', paper.id, 'score', score, 'passMark', pass_mark, 'handedInAt', handed_in_at,
                               'review', return_review.decision)
       from paper left join return_review on return_review.paper_id = paper.id
      where paper.employee_id = app_user.employee_id and purpose = 'retest' and handed_in_at is not null
        and handed_in_at > (select min(since) from suspension where user_id = app_user.id and ended_at is null)
      order by handed_in_at desc limit 1) as retest,
    exists (select from paper where paper.employee_id = app_user.employee_id and purpose = 'retest'
               and handed_in_at is null) as "isWritingRetest",
    (select count(*) from paper where paper.employee_id = app_user.employee_id
        and drawn_at >= ${startOfDay}) as "attemptsToday",
    exists (select from application where application.employee_id = app_user.employee_id
               and state = 'pending') as "isApplying"`
}

function sources(queryable: Queryable) {
  return queryable`app_user join employee using (employee_id) join institution on institution.code = employee.institution_code`
}

/** Of one person; locked until the transaction ends. `undefined`: never was a user. */
export async function lockStanding(
  tx: Transaction,
  employeeId: string,
  startOfDay: Date,
): Promise<Standing | undefined> {
  // Locked by a statement of its own: what follows must see what the last holder of the lock has written.
  await tx`select id from app_user where employee_id = ${employeeId} for update`
  const [row] = await tx`
    select ${columns(tx, startOfDay)} from ${sources(tx)} where app_user.employee_id = ${employeeId}`
  return row && Standing.parse({ ...row })
}

/** Suspended users of these institutions who work for the bank. */
export async function listStandings(
  queryable: Queryable,
  institutions: readonly string[],
  startOfDay: Date,
): Promise<Standing[]> {
  const rows = await queryable`
    select ${columns(queryable, startOfDay)} from ${sources(queryable)}
     where employee.institution_code = any(${[...institutions]}::text[]) and employee.status = 'employed'
       and exists (select from suspension where user_id = app_user.id and ended_at is null)
     order by app_user.employee_id`
  return z.array(Standing).parse(rows.map((row) => ({ ...row })))
}

export interface NewReview {
  readonly paper: string
  readonly userId: string
  readonly decision: 'accepted' | 'refused'
  readonly note: string
  readonly by: string
  readonly at: Date
  readonly challenge: string
}

export async function insertReview(tx: Transaction, review: NewReview): Promise<void> {
  const { paper, userId, decision, note, by, at, challenge } = review
  await tx`
    insert into return_review (paper_id, user_id, decision, note, reviewed_by, reviewed_at, challenge_id)
    values (${paper}, ${userId}, ${decision}, ${note}, ${by}, ${at}, ${challenge})`
}
