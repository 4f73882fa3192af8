import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { DeductionCategory } from '#contract/deduction.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import { Grade } from '#contract/user.ts'

const ScoredUser = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  institution: z.string(),
  grade: Grade,
})
export type ScoredUser = z.output<typeof ScoredUser>

/** Locked until the transaction ends, so that points of two deductions at once are both counted. */
export async function lockUser(tx: Transaction, user: { employeeId: string } | { id: string }) {
  const isHim = 'id' in user ? tx`app_user.id = ${user.id}` : tx`employee_id = ${user.employeeId}`
  const [row] = await tx`
    select app_user.id, employee_id as "employeeId", employee.institution_code as institution, grade
      from app_user join employee using (employee_id) where ${isHim} for update of app_user`
  return row && ScoredUser.parse({ ...row })
}

export async function findUser(queryable: Queryable, employeeId: string): Promise<ScoredUser | undefined> {
  const [row] = await queryable`
    select app_user.id, employee_id as "employeeId", employee.institution_code as institution, grade
      from app_user join employee using (employee_id) where employee_id = ${employeeId}`
  return row && ScoredUser.parse({ ...row })
}

const Written = { id: z.int(), at: z.date(), by: z.string().nullable() }
const StoredRow = z.discriminatedUnion('kind', [
  z.object({
    ...Written,
    kind: z.literal('deduction'),
    category: DeductionCategory,
    points: z.int(),
    incident: z.uuid(),
  }),
  z.object({ ...Written, kind: z.literal('reversal'), reverses: z.int(), points: z.int() }),
  z.object({ ...Written, kind: z.literal('fresh-start') }),
])
export type StoredRow = z.output<typeof StoredRow>

/** A user's rows of one year, in the order they were written. */
export async function listRows(queryable: Queryable, userId: string, year: number): Promise<StoredRow[]> {
  const rows = await queryable`
    select id, kind, category, points, incident_id as incident, reverses, written_by as by, written_at as at
      from score_entry where user_id = ${userId} and year = ${year} order by id`
  return z.array(StoredRow).parse(rows.map((row) => ({ ...row })))
}

const Known = { ...Written, year: z.int(), incident: z.uuid().nullable(), rule: MonitoringRule.nullable() }
const KnownRow = z.discriminatedUnion('kind', [
  z.object({ ...Known, kind: z.literal('deduction'), category: DeductionCategory, points: z.int() }),
  z.object({ ...Known, kind: z.literal('reversal'), reverses: z.int(), points: z.int() }),
  z.object({ ...Known, kind: z.literal('fresh-start') }),
])
export type KnownRow = z.output<typeof KnownRow>

/** A user's rows of all years, in the order they were written, with the rule that raised the incident. */
export async function listAllRows(queryable: Queryable, userId: string): Promise<KnownRow[]> {
  const rows = await queryable`
    select entry.id, entry.year, entry.kind, entry.category, entry.points, entry.incident_id as incident, incident.rule,
           entry.reverses, entry.written_by as by, entry.written_at as at
      from score_entry as entry left join incident on incident.id = entry.incident_id
     where entry.user_id = ${userId} order by entry.id`
  return z.array(KnownRow).parse(rows.map((row) => ({ ...row })))
}

export interface NewRow {
  readonly userId: string
  readonly year: number
  readonly kind: 'deduction' | 'reversal' | 'fresh-start'
  readonly category?: DeductionCategory
  readonly points: number
  readonly incident?: string
  readonly reverses?: number
  readonly by: string | null
  readonly at: Date
}

/** @returns `false` when it was written before: one deduction for a user and an incident, one reversal of a deduction. */
export async function insertRow(tx: Transaction, row: NewRow): Promise<boolean> {
  const { userId, year, kind, category = null, points, incident = null, reverses = null, by, at } = row
  const rows = await tx`
    insert into score_entry (user_id, year, kind, category, points, incident_id, reverses, written_by, written_at)
    values (${userId}, ${year}, ${kind}, ${category}, ${points}, ${incident}, ${reverses}, ${by}, ${at})
    on conflict do nothing returning id`
  return rows.length === 1
}

export async function saveGrade(tx: Transaction, userId: string, grade: Grade): Promise<void> {
  await tx`update app_user set grade = ${grade} where id = ${userId}`
}

const Deduction = z.strictObject({ id: z.int(), userId: z.uuid(), year: z.int(), points: z.int() })

/** Deductions of an incident that still count, users in one order. */
export async function listDeductionsOf(tx: Transaction, incident: string) {
  const rows = await tx`
    select id, user_id as "userId", year, points from score_entry as entry
     where incident_id = ${incident} and kind = 'deduction'
       and not exists (select from score_entry where reverses = entry.id)
     order by user_id, id`
  return z.array(Deduction).parse([...rows])
}

/** Users whose grade may have turned with the year: not A, and not C by a suspension that a new year does not end. */
export async function listGradesToTurn(queryable: Queryable, year: number): Promise<string[]> {
  const rows = await queryable`
    select app_user.id from app_user
     where grade <> 'A'
       and not exists (select from suspension where user_id = app_user.id and cause = 'grade-c' and ended_at is null)
       and exists (select from score_entry where user_id = app_user.id)
       and not exists (select from score_entry where user_id = app_user.id and year = ${year})
     order by app_user.id limit 500`
  return rows.map((row) => z.uuid().parse(row['id']))
}
