import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { DutyEntry } from '#contract/release.ts'

const StoredEntry = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  isDeputy: z.boolean(),
  from: z.date(),
  until: z.date(),
})
export type StoredEntry = z.output<typeof StoredEntry>

/** Entries of an institution that are not over yet, the earliest first. */
export async function listDuty(queryable: Queryable, institution: string, now: Date): Promise<StoredEntry[]> {
  const rows = await queryable`
    select id, employee_id as "employeeId", is_deputy as "isDeputy", from_at as "from", until_at as "until"
      from duty_entry where institution_code = ${institution} and until_at > ${now} order by from_at`
  return z.array(StoredEntry).parse([...rows])
}

const Approver = z.strictObject({ employeeId: z.string(), name: z.string() })

export async function listApprovers(queryable: Queryable, institution: string) {
  const rows = await queryable`
    select employee_id as "employeeId", employee.name
      from app_user join employee using (employee_id)
     where role = 'approver' and app_user.status = 'active' and employee.institution_code = ${institution}
     order by employee_id`
  return z.array(Approver).parse([...rows])
}

/** Which of these institutions have approvers. */
export async function listStaffed(queryable: Queryable, institutions: readonly string[]): Promise<string[]> {
  const rows = await queryable`
    select distinct employee.institution_code as code
      from app_user join employee using (employee_id)
     where role = 'approver' and app_user.status = 'active' and employee.institution_code = any(${[...institutions]})`
  return rows.map((row) => z.string().parse(row['code']))
}

export async function insertDuty(tx: Transaction, institution: string, entry: DutyEntry): Promise<void> {
  const { id, employeeId, isDeputy, from, until } = entry
  await tx`
    insert into duty_entry (id, institution_code, employee_id, is_deputy, from_at, until_at)
    values (${id}, ${institution}, ${employeeId}, ${isDeputy}, ${from}, ${until}) on conflict do nothing`
}

/** @returns `false` when there is no such entry at the institution. */
export async function deleteDuty(tx: Transaction, institution: string, id: string): Promise<boolean> {
  const deleted = await tx`delete from duty_entry where id = ${id} and institution_code = ${institution} returning id`
  return deleted.length === 1
}
