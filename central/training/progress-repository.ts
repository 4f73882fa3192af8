import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Role } from '#contract/role.ts'
import { CourseId, Stretch } from '#contract/training.ts'
import { EmployeeId } from '#contract/values.ts'

const StoredProgress = z.strictObject({
  signedAt: z.date().nullable(),
  stretches: z.array(Stretch),
  spentUntil: z.date().nullable(),
  watchedAt: z.date().nullable(),
  passedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
})
export type StoredProgress = z.output<typeof StoredProgress>

/** What somebody has done of a course, locked until the transaction ends. */
export async function lockProgress(tx: Transaction, courseId: string, userId: string): Promise<StoredProgress> {
  await tx`
    insert into training_progress (course_id, user_id) values (${courseId}, ${userId}) on conflict do nothing`
  const [row] = await tx`
    select signed_at as "signedAt", stretches, spent_until as "spentUntil", watched_at as "watchedAt",
           passed_at as "passedAt", completed_at as "completedAt"
      from training_progress where course_id = ${courseId} and user_id = ${userId} for update`
  return StoredProgress.parse({ ...row })
}

export async function saveWatching(
  tx: Transaction,
  { courseId, userId }: { courseId: string; userId: string },
  watching: Pick<StoredProgress, 'stretches' | 'spentUntil' | 'watchedAt'>,
): Promise<void> {
  await tx`
    update training_progress
       set stretches = ${tx.json(watching.stretches)}, spent_until = ${watching.spentUntil}, watched_at = ${watching.watchedAt}
     where course_id = ${courseId} and user_id = ${userId}`
}

export async function saveSignIn(
  tx: Transaction,
  { courseId, userId }: { courseId: string; userId: string },
  signed: { at: Date; room: string; workstation: string },
): Promise<void> {
  await tx`
    update training_progress set signed_at = ${signed.at}, signed_room = ${signed.room}, signed_workstation = ${signed.workstation}
     where course_id = ${courseId} and user_id = ${userId}`
}

export async function savePassed(
  tx: Transaction,
  { courseId, userId }: { courseId: string; userId: string },
  at: Date,
) {
  await tx`
    update training_progress set passed_at = coalesce(passed_at, ${at})
     where course_id = ${courseId} and user_id = ${userId}`
}

export async function saveCompleted(
  tx: Transaction,
  { courseId, userId }: { courseId: string; userId: string },
  at: Date,
) {
  await tx`update training_progress set completed_at = ${at} where course_id = ${courseId} and user_id = ${userId}`
}

const TraineeRow = StoredProgress.omit({ spentUntil: true }).extend({
  courseId: CourseId,
  userId: z.uuid(),
  employeeId: EmployeeId,
  name: z.string(),
  role: Role,
  institution: z.string(),
  institutionName: z.string(),
  openedOn: z.string().nullable(),
})
export type TraineeRow = z.output<typeof TraineeRow>

/** Who has to take which course, with what he has done: one user, everybody in a subtree, or everybody. */
export async function listTrainees(
  queryable: Queryable,
  who: { readonly user: string } | { readonly root: string } | { readonly everybody: true },
): Promise<TraineeRow[]> {
  const rows = await queryable`
    with recursive tree as (
      select code from institution where code = ${'root' in who ? who.root : ''}
       union all
      select institution.code from institution join tree on institution.parent_code = tree.code)
    select training_course.id as "courseId", app_user.id as "userId", employee.employee_id as "employeeId", employee.name,
           app_user.role, institution.code as institution, institution.name as "institutionName",
           (app_user.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
           signed_at as "signedAt", coalesce(stretches, '[]') as stretches, watched_at as "watchedAt",
           passed_at as "passedAt", completed_at as "completedAt"
      from training_course
      join app_user on app_user.role = any(training_course.roles) and app_user.status <> 'stopped'
      join employee on employee.employee_id = app_user.employee_id and employee.status = 'employed'
      join institution on institution.code = employee.institution_code
      left join training_progress on training_progress.course_id = training_course.id and user_id = app_user.id
     where withdrawn_at is null
       and ${isMeant()}
     order by due_on desc, training_course.id, employee.employee_id limit 20000`
  return z.array(TraineeRow).parse([...rows])

  function isMeant() {
    if ('everybody' in who) return queryable`true`
    return 'user' in who ? queryable`app_user.id = ${who.user}` : queryable`institution.code in (select code from tree)`
  }
}

/** The due date of the course that somebody has let pass longest ago. */
export async function findOverdueSince(
  queryable: Queryable,
  userId: string,
  { today, newcomerDays }: { today: string; newcomerDays: number },
): Promise<string | null> {
  const [row] = await queryable`
    select min(due)::text as since
      from (select greatest(due_on, (app_user.opened_at at time zone 'Asia/Shanghai')::date + ${newcomerDays}::integer) as due
              from training_course
              join app_user on app_user.id = ${userId} and app_user.role = any(training_course.roles)
             where withdrawn_at is null and due_on < ${today}
               and not exists (select from training_progress
                                where course_id = training_course.id and user_id = ${userId} and completed_at is not null)) as courses
     where due < ${today}`
  return z.iso
    .date()
    .nullable()
    .parse(row?.['since'] ?? null)
}
