import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { EngagementId } from '#contract/engagement.ts'
import { EmployeeId } from '#contract/values.ts'

const StoredEngagement = z.strictObject({
  id: EngagementId,
  auditor: EmployeeId,
  grantedBy: EmployeeId,
  grantedAt: z.date(),
  institutions: z.array(z.string()).nullable(),
  periodFrom: z.date(),
  periodUntil: z.date(),
  validFrom: z.date(),
  validUntil: z.date(),
  endedAt: z.date().nullable(),
})
export type StoredEngagement = z.output<typeof StoredEngagement>

export interface NewEngagement extends Omit<StoredEngagement, 'auditor' | 'grantedBy' | 'endedAt'> {
  readonly auditorId: string
  readonly grantedById: string
}

/** @returns `false` when the id is in use. */
export async function insertEngagement(tx: Transaction, engagement: NewEngagement): Promise<boolean> {
  const { id, auditorId, grantedById, grantedAt, institutions } = engagement
  const { periodFrom, periodUntil, validFrom, validUntil } = engagement
  const inserted = await tx`
    insert into audit_engagement
      (id, auditor_id, granted_by, granted_at, institutions, period_from, period_until, valid_from, valid_until)
    values (${id}, ${auditorId}, ${grantedById}, ${grantedAt}, ${institutions}, ${periodFrom}, ${periodUntil},
            ${validFrom}, ${validUntil})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

function selection(queryable: Queryable) {
  return queryable`
    select audit_engagement.id, auditor.employee_id as auditor, granting.employee_id as "grantedBy",
           granted_at as "grantedAt", institutions, period_from as "periodFrom", period_until as "periodUntil",
           valid_from as "validFrom", valid_until as "validUntil", ended_at as "endedAt"
      from audit_engagement
      join app_user as auditor on auditor.id = auditor_id
      join app_user as granting on granting.id = granted_by`
}

export async function findEngagement(queryable: Queryable, id: string): Promise<StoredEngagement | undefined> {
  const [row] = await queryable`${selection(queryable)} where audit_engagement.id = ${id}`
  return row && StoredEngagement.parse({ ...row })
}

/** @param auditor Only this auditor's; without it everybody's. */
export async function listEngagements(queryable: Queryable, auditor?: string): Promise<StoredEngagement[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where ${auditor ?? null}::text is null or auditor.employee_id = ${auditor ?? null}
     order by granted_at desc limit 500`
  return z.array(StoredEngagement).parse([...rows])
}

/** @returns `false` when it had ended already. */
export async function endEngagement(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const ended = await tx`
    update audit_engagement set ended_at = ${at} where id = ${id} and ended_at is null returning id`
  return ended.length === 1
}

/** The user to whom an engagement can be granted. */
export async function findAuditorId(queryable: Queryable, employeeId: string): Promise<string | undefined> {
  const [row] = await queryable`
    select id from app_user where employee_id = ${employeeId} and role = 'auditor' and status = 'active'`
  return row && z.uuid().parse(row['id'])
}
