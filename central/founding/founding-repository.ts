/** SQL of what is done at the server's console before anybody can log in. */

import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { administratorRoles } from '#contract/role.ts'

export interface RootInstitution {
  readonly code: string
  readonly name: string
  readonly region: string
}

const Root = z.strictObject({ code: z.string(), name: z.string() })

/** The institution that has none above it, once there is one. */
export async function findRoot(queryable: Queryable) {
  const [row] = await queryable`select code, name from institution where parent_code is null order by code limit 1`
  return row && Root.parse({ ...row })
}

export async function insertRoot(tx: Transaction, { code, name, region }: RootInstitution): Promise<void> {
  await tx`
    insert into institution (code, name, parent_code, level, region_code)
    values (${code}, ${name}, null, 'head-office', ${region})`
}

/** Two consoles at once are one after the other. */
export async function lockFounding(tx: Transaction): Promise<void> {
  await tx`lock table institution in share row exclusive mode`
}

export async function hasHeadOfficeAdministrator(queryable: Queryable): Promise<boolean> {
  const rows =
    await queryable`select from app_user where role = 'head-office-administrator' and status = 'active' limit 1`
  return rows.length === 1
}

/** Whether some administrator can log in somewhere: an approved workstation of his own institution is there. */
export async function canAdministratorLogIn(queryable: Queryable): Promise<boolean> {
  const rows = await queryable`
    select from workstation
      join employee on employee.institution_code = workstation.institution_code
      join app_user using (employee_id)
     where workstation.status = 'approved' and app_user.status = 'active'
       and app_user.role = any(${[...administratorRoles]}::text[])
     limit 1`
  return rows.length === 1
}

export interface FirstAdministrator {
  readonly userId: string
  readonly employeeId: string
  readonly name: string
  readonly institution: string
  readonly passwordHash: string
  readonly passwordUntil: Date
  readonly rightsUntil: Date
  readonly at: Date
}

/** @returns `false` when the employee has a user already. */
export async function insertAdministrator(tx: Transaction, person: FirstAdministrator): Promise<boolean> {
  const { userId, employeeId, name, institution, passwordHash, passwordUntil, rightsUntil, at } = person
  await tx`
    insert into employee (employee_id, name, institution_code, status)
    values (${employeeId}, ${name}, ${institution}, 'employed') on conflict (employee_id) do nothing`
  const rows = await tx`
    insert into app_user (id, employee_id, status, role, grade, subject_kinds, purposes, rights_until,
                          rights_confirmed_at, opened_at, password_hash, password_changed_at, initial_password_until)
    values (${userId}, ${employeeId}, 'active', 'head-office-administrator', 'A', '{}', '{}', ${rightsUntil}, ${at},
            ${at}, ${passwordHash}, ${at}, ${passwordUntil})
    on conflict (employee_id) do nothing returning id`
  return rows.length === 1
}

export interface FirstCode {
  readonly codeHash: Uint8Array
  readonly institution: string
  readonly number: string
  readonly at: Date
  readonly expiresAt: Date
}

/** A code for the first workstation; issued by nobody who has a user. */
export async function insertCode(tx: Transaction, code: FirstCode): Promise<void> {
  const { codeHash, institution, number, at, expiresAt } = code
  await tx`delete from enrolment_code where workstation_number = ${number} and used_at is null`
  await tx`
    insert into enrolment_code (code_hash, institution_code, workstation_number, issued_by, issued_at, expires_at)
    values (${codeHash}, ${institution}, ${number}, null, ${at}, ${expiresAt})`
}

const Pending = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  institution: z.string(),
  thumbprint: z.string(),
  platform: z.string(),
})

export async function lockPending(tx: Transaction, number: string) {
  const [row] = await tx`
    select id, number, institution_code as institution, thumbprint, platform
      from workstation where number = ${number} and status = 'pending' for update`
  return row && Pending.parse({ ...row })
}

export async function approve(tx: Transaction, id: string, addresses: readonly string[], at: Date): Promise<void> {
  await tx`
    update workstation set status = 'approved', addresses = ${[...addresses]}, approved_at = ${at} where id = ${id}`
}
