import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Course, type NewCourse } from '#contract/training.ts'

const { users: _users, completed: _completed, overdue: _overdue, ...courseShape } = Course.shape
const StoredCourse = z.strictObject(courseShape)
export type StoredCourse = z.output<typeof StoredCourse>

function columns(queryable: Queryable) {
  return queryable`training_course.id, year, title, topics, training_course.roles, due_on::text as "dueOn",
    is_on_site as "isOnSite", video, has_test as "hasTest", withdrawn_at is not null as "isWithdrawn"`
}

/** @returns `false` when a course of this id is there. */
export async function insertCourse(tx: Transaction, course: NewCourse, planned: { by: string; at: Date }) {
  const { id, year, title, topics, roles, dueOn, isOnSite, video, hasTest } = course
  const rows = await tx`
    insert into training_course (id, year, title, topics, roles, due_on, is_on_site, video, has_test, planned_by, planned_at)
    values (${id}, ${year}, ${title}, ${topics}, ${roles}, ${dueOn}, ${isOnSite}, ${video}, ${hasTest}, ${planned.by},
            ${planned.at})
        on conflict (id) do nothing returning id`
  return rows.length === 1
}

export async function findCourse(queryable: Queryable, id: string): Promise<StoredCourse | undefined> {
  const [row] = await queryable`select ${columns(queryable)} from training_course where id = ${id}`
  return row && StoredCourse.parse({ ...row })
}

/** Newest year first. */
export async function listCourses(queryable: Queryable): Promise<StoredCourse[]> {
  const rows = await queryable`
    select ${columns(queryable)} from training_course order by year desc, due_on desc, title limit 500`
  return z.array(StoredCourse).parse([...rows])
}

/** @returns `false` when it was withdrawn before. */
export async function withdrawCourse(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const rows = await tx`
    update training_course set withdrawn_at = ${at} where id = ${id} and withdrawn_at is null returning id`
  return rows.length === 1
}

/** Notes a warning. @returns `false` when it was given before. */
export async function insertWarning(tx: Transaction, courseId: string, { days, at }: { days: number; at: Date }) {
  const rows = await tx`
    insert into training_warning (course_id, days, warned_at) values (${courseId}, ${days}, ${at})
        on conflict do nothing returning days`
  return rows.length === 1
}
