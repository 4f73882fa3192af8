import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Duty, DutyClass, type NewDuty } from '#contract/duty.ts'

function columns(queryable: Queryable) {
  return queryable`duty.id, duty.institution_code as institution, duty.class, duty.employee_id as "employeeId",
    employee.name, duty.starts_on::text as "startsOn", duty.ends_on::text as "endsOn", duty.deputy_of as "deputyOf",
    duty.letter_sha256 as "letterSha256"`
}

export async function listDuties(queryable: Queryable, institution: string): Promise<Duty[]> {
  const rows = await queryable`
    select ${columns(queryable)} from duty join employee using (employee_id)
     where duty.institution_code = ${institution} order by duty.starts_on desc, duty.assigned_at desc`
  return z.array(Duty).parse(rows.map((row) => ({ ...row })))
}

export async function lockDuty(tx: Transaction, id: string): Promise<Duty | undefined> {
  const [row] = await tx`
    select ${columns(tx)} from duty join employee using (employee_id) where duty.id = ${id} for update of duty`
  return row && Duty.parse({ ...row })
}

/** Whether a person holds the same duty on a day of a period already. */
export async function holdsAlready(tx: Transaction, duty: NewDuty): Promise<boolean> {
  const { institution, class: dutyClass, employeeId, startsOn, endsOn } = duty
  const rows = await tx`
    select id from duty
     where institution_code = ${institution} and class = ${dutyClass} and employee_id = ${employeeId}
       and daterange(starts_on, ends_on, '[]') && daterange(${startsOn}::date, ${endsOn}::date, '[]')`
  return rows.length > 0
}

export async function insertDuty(tx: Transaction, duty: NewDuty, assignedAt: Date): Promise<void> {
  const { id, institution, class: dutyClass, employeeId, deputyOf, startsOn, endsOn, letter } = duty
  await tx`
    insert into duty (id, institution_code, class, employee_id, deputy_of, starts_on, ends_on, letter_upload_id,
                      letter_sha256, assigned_at)
    values (${id}, ${institution}, ${dutyClass}, ${employeeId}, ${deputyOf}, ${startsOn}, ${endsOn},
            ${letter.uploadId}, ${letter.sha256}, ${assignedAt})`
}

const Ended = z.array(
  z.strictObject({ id: z.uuid(), institution: z.string(), class: DutyClass, employeeId: z.string() }),
)
export type EndedDuty = z.output<typeof Ended>[number]

export type DutySelection = { readonly id: string } | { readonly employee: string } | { readonly institution: string }

/**
 * Sets the last day of duties that would last longer; one that has not begun by then keeps its first day as its last.
 * What deputies hold ends with the duty they stand in for.
 */
export async function endDuties(tx: Transaction, selection: DutySelection, lastDay: string): Promise<EndedDuty[]> {
  const chosen =
    'id' in selection
      ? tx`(duty.id = ${selection.id} or duty.deputy_of = ${selection.id})`
      : 'employee' in selection
        ? tx`(duty.employee_id = ${selection.employee} or duty.deputy_of in
               (select id from duty as held where held.employee_id = ${selection.employee}))`
        : tx`duty.institution_code = ${selection.institution}`
  const rows = await tx`
    update duty set ends_on = greatest(starts_on, ${lastDay}::date)
     where ${chosen} and (ends_on is null or ends_on > ${lastDay}::date)
    returning id, institution_code as institution, class, employee_id as "employeeId"`
  return Ended.parse([...rows])
}

const Employee = z.strictObject({ institution: z.string(), status: z.enum(['employed', 'left']) })

export async function findEmployee(tx: Transaction, employeeId: string) {
  const [row] = await tx`select institution_code as institution, status from employee where employee_id = ${employeeId}`
  return row && Employee.parse({ ...row })
}

const HeldClass = z.strictObject({ institution: z.string(), class: DutyClass })

/** Which classes are held on a day, in an institution and everywhere below it. */
export async function listHeldClasses(queryable: Queryable, root: string, day: string) {
  const rows = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select distinct duty.institution_code as institution, duty.class
      from duty join below on below.code = duty.institution_code
     where duty.starts_on <= ${day}::date and (duty.ends_on is null or duty.ends_on >= ${day}::date)`
  return z.array(HeldClass).parse([...rows])
}
