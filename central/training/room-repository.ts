import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { CourseId } from '#contract/training.ts'
import { EmployeeId } from '#contract/values.ts'

const StoredRoom = z.strictObject({
  id: z.uuid(),
  courseId: CourseId,
  title: z.string(),
  institution: z.string(),
  trainerId: z.uuid(),
  code: z.string(),
  closesAt: z.date(),
  closedAt: z.date().nullable(),
})
export type StoredRoom = z.output<typeof StoredRoom>

function selection(queryable: Queryable) {
  return queryable`
    select training_room.id, course_id as "courseId", title, institution_code as institution, trainer_id as "trainerId",
           code, closes_at as "closesAt", closed_at as "closedAt"
      from training_room join training_course on training_course.id = course_id`
}

export async function findRoom(queryable: Queryable, id: string): Promise<StoredRoom | undefined> {
  const [row] = await queryable`${selection(queryable)} where training_room.id = ${id}`
  return row && StoredRoom.parse({ ...row })
}

/** The open room with this code. */
export async function findOpenRoom(queryable: Queryable, code: string, now: Date): Promise<StoredRoom | undefined> {
  const [row] = await queryable`
    ${selection(queryable)} where code = ${code} and closed_at is null and closes_at > ${now}`
  return row && StoredRoom.parse({ ...row })
}

export interface NewRoom {
  readonly id: string
  readonly courseId: string
  readonly institution: string
  readonly trainerId: string
  readonly workstationId: string
  readonly code: string
  readonly openedAt: Date
  readonly closesAt: Date
}

/** @returns `false` when the code is another open room's. */
export async function insertRoom(tx: Transaction, room: NewRoom): Promise<boolean> {
  const { id, courseId, institution, trainerId, workstationId, code, openedAt, closesAt } = room
  // A room whose time is over gives its code free.
  await tx`update training_room set closed_at = closes_at where closed_at is null and closes_at <= ${openedAt}`
  const rows = await tx`
    insert into training_room (id, course_id, institution_code, trainer_id, workstation_id, code, opened_at, closes_at)
    values (${id}, ${courseId}, ${institution}, ${trainerId}, ${workstationId}, ${code}, ${openedAt}, ${closesAt})
        on conflict (code) where closed_at is null do nothing returning id`
  return rows.length === 1
}

export async function closeRoom(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const rows = await tx`update training_room set closed_at = ${at} where id = ${id} and closed_at is null returning id`
  return rows.length === 1
}

const Signed = z.strictObject({ employeeId: EmployeeId, name: z.string(), at: z.date() })

export async function listSigned(queryable: Queryable, roomId: string): Promise<z.output<typeof Signed>[]> {
  const rows = await queryable`
    select employee.employee_id as "employeeId", employee.name, signed_at as at
      from training_progress
      join app_user on app_user.id = user_id
      join employee on employee.employee_id = app_user.employee_id
     where signed_room = ${roomId} order by signed_at`
  return z.array(Signed).parse([...rows])
}
