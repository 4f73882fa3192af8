import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'

/** Whether the user has an assignment to the workstation that is neither over nor ended. */
export async function isAssigned(
  tx: Transaction,
  { userId, workstationId, at }: { userId: string; workstationId: string; at: Date },
): Promise<boolean> {
  const rows = await tx`
    select id from workstation_assignment
     where user_id = ${userId} and workstation_id = ${workstationId} and ended_at is null and ends_at > ${at}`
  return rows.length > 0
}

export interface NewAssignment {
  readonly id: string
  readonly userId: string
  readonly workstationId: string
  readonly grantedBy: string
  readonly grantedAt: Date
  readonly endsAt: Date
}

/** Writes an assignment; one that is open already is replaced. */
export async function insertAssignment(tx: Transaction, assignment: NewAssignment): Promise<void> {
  const { id, userId, workstationId, grantedBy, grantedAt, endsAt } = assignment
  await tx`
    update workstation_assignment set ended_at = ${grantedAt}
     where user_id = ${userId} and workstation_id = ${workstationId} and ended_at is null`
  await tx`
    insert into workstation_assignment (id, user_id, workstation_id, granted_by, granted_at, ends_at)
    values (${id}, ${userId}, ${workstationId}, ${grantedBy}, ${grantedAt}, ${endsAt})`
}

const Ended = z.strictObject({ userId: z.uuid(), employeeId: z.string() })

/** Ends an open assignment of this workstation; `undefined` when there is none of this id. */
export async function endAssignment(tx: Transaction, workstationId: string, { id, at }: { id: string; at: Date }) {
  const [row] = await tx`
    update workstation_assignment set ended_at = ${at}
      from app_user
     where workstation_assignment.id = ${id} and workstation_id = ${workstationId} and ended_at is null
       and app_user.id = user_id
    returning user_id as "userId", employee_id as "employeeId"`
  return row && Ended.parse({ ...row })
}

const Assignment = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institutionName: z.string(),
  endsAt: z.date(),
})

/** Assignments in force, by employee ID. */
export async function listAssignments(queryable: Queryable, workstationId: string, at: Date) {
  const rows = await queryable`
    select workstation_assignment.id, employee_id as "employeeId", employee.name, institution.name as "institutionName",
           ends_at as "endsAt"
      from workstation_assignment
      join app_user on app_user.id = user_id
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
     where workstation_id = ${workstationId} and ended_at is null and ends_at > ${at}
     order by employee_id`
  return z.array(Assignment).parse(rows.map((row) => ({ ...row })))
}

const Assignee = z.strictObject({ userId: z.uuid(), employeeId: z.string(), institution: z.string() })

export async function findAssignee(queryable: Queryable, employeeId: string) {
  const [row] = await queryable`
    select app_user.id as "userId", employee_id as "employeeId", employee.institution_code as institution
      from app_user join employee using (employee_id)
     where employee_id = ${employeeId} and app_user.status <> 'stopped'`
  return row && Assignee.parse({ ...row })
}
