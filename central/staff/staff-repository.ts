import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { PlannedChange } from './plan-feed.ts'

const Employee = z.strictObject({
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  status: z.enum(['employed', 'left']),
  changedOn: z.string().nullable(),
  hasUser: z.boolean(),
  idLookup: Bytes.nullable(),
})

export async function listEmployees(queryable: Queryable, ids: readonly string[]) {
  const rows = await queryable`
    select employee.employee_id as "employeeId", name, institution_code as institution, employee.status,
           changed_on::text as "changedOn", coalesce(app_user.status <> 'stopped', false) as "hasUser",
           id_lookup as "idLookup"
      from employee left join app_user using (employee_id)
     where employee.employee_id = any(${[...ids]}::text[])`
  return z.array(Employee).parse([...rows])
}

const Known = z.strictObject({ code: z.string(), isOpen: z.boolean() })

export async function listInstitutionCodes(queryable: Queryable) {
  const rows = await queryable`select code, closed_on is null as "isOpen" from institution`
  return z.array(Known).parse([...rows])
}

/** One import at a time: what was compared must still be so when it is written. */
export async function lockFeed(tx: Transaction): Promise<void> {
  await tx`lock table employee in share row exclusive mode`
}

export async function saveEmployee(tx: Transaction, change: PlannedChange): Promise<void> {
  const { kind, employeeId, name, institution, previousInstitution, effectiveOn, lookup } = change
  const [id, kin] = [lookup?.id ?? null, lookup?.kin ?? null]
  const status = kind === 'leave' ? 'left' : 'employed'
  await tx`
    insert into employee (employee_id, name, institution_code, status, changed_on, id_lookup, kin_lookup)
    values (${employeeId}, ${name}, ${institution}, ${status}, ${effectiveOn}, ${id}, ${kin})
    on conflict (employee_id) do update
       set name = excluded.name, institution_code = excluded.institution_code, status = excluded.status,
           changed_on = excluded.changed_on, id_lookup = coalesce(excluded.id_lookup, employee.id_lookup),
           kin_lookup = coalesce(excluded.kin_lookup, employee.kin_lookup)`
  if (previousInstitution === null || previousInstitution === institution) return
  await tx`
    insert into employee_move (employee_id, previous_institution_code, moved_on)
    values (${employeeId}, ${previousInstitution}, ${effectiveOn})`
}
