import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { kindOfPurpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import type { DemoBank } from './demo-bank.ts'

export async function isEmpty(tx: Transaction): Promise<boolean> {
  const rows = await tx`select code from institution limit 1`
  return rows.length === 0
}

export async function insertInstitution(tx: Transaction, institution: DemoBank['institutions'][number]): Promise<void> {
  const { code, name, parent, level, region } = institution
  await tx`
    insert into institution (code, name, parent_code, level, region_code)
    values (${code}, ${name}, ${parent}, ${level}, ${region})`
}

export interface DemoUser {
  readonly employeeId: string
  readonly name: string
  readonly institution: string
  readonly role: string
  readonly purposes: readonly string[]
  readonly userId: string
  readonly passwordHash: string
  readonly rightsUntil: Date
  readonly now: Date
}

export async function insertUser(tx: Transaction, user: DemoUser): Promise<void> {
  const { employeeId, name, institution, role, purposes, userId, passwordHash, rightsUntil, now } = user
  await tx`
    insert into employee (employee_id, name, institution_code, status) values (${employeeId}, ${name}, ${institution}, 'employed')`
  await tx`
    insert into app_user (id, employee_id, status, role, grade, subject_kinds, purposes, rights_until,
                          opened_at,
                          password_hash, password_changed_at)
    values (${userId}, ${employeeId}, 'active', ${role}, 'A', ${subjectKindsOf(purposes)},
            ${[...purposes]}, ${rightsUntil}, ${now},
            ${passwordHash}, ${now})`
}

/** Nobody has a right to ask about what he has no purpose for. */
function subjectKindsOf(purposes: readonly string[]): string[] {
  return [...new Set(purposes.map(kindOfPurpose))]
}

const DemoUserRow = z.strictObject({ id: z.uuid(), employeeId: z.string(), institution: z.string(), role: Role })

/** A user of the bank, for a script that does what this user would do on his screens. */
export async function getUser(queryable: Queryable, employeeId: string): Promise<z.output<typeof DemoUserRow>> {
  const [row] = await queryable`
    select app_user.id, employee_id as "employeeId", institution_code as institution, role
      from app_user join employee using (employee_id) where employee_id = ${employeeId}`
  return DemoUserRow.parse({ ...row })
}

export interface DemoToken {
  readonly id: string
  readonly userId: string
  readonly use: 'log-in' | 'signing'
  readonly profile: string
  readonly suite: string | null
  readonly sealedSeed: Uint8Array
  readonly digits: number
  readonly periodSeconds: number
}

export async function insertToken(tx: Transaction, token: DemoToken): Promise<void> {
  const { id, userId, use, profile, suite, sealedSeed, digits, periodSeconds } = token
  await tx`
    insert into token (id, user_id, use, profile, suite, sealed_seed, digits, period_seconds)
    values (${id}, ${userId}, ${use}, ${profile}, ${suite}, ${sealedSeed}, ${digits}, ${periodSeconds})`
}

/** Version 1, in force since before the demo's data begins. */
export async function insertFirstPolicy(tx: Transaction, body: PolicyBody): Promise<void> {
  await tx`insert into policy (version, effective_from, body) values (1, '2026-01-01T00:00:00Z', ${tx.json(body)})`
}
