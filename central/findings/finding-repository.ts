import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { EngagementId } from '#contract/engagement.ts'
import { FindingId, FindingState, FindingStep, FindingTopic } from '#contract/finding.ts'

const StoredFinding = z.strictObject({
  id: FindingId,
  engagement: EngagementId,
  raisedBy: z.string(),
  institution: z.string(),
  topic: FindingTopic,
  entries: z.array(z.uuid()),
  dueOn: z.string(),
  state: FindingState,
  steps: z.array(FindingStep),
})
export type StoredFinding = z.output<typeof StoredFinding>

export interface NewFindingRow
  extends Pick<StoredFinding, 'id' | 'engagement' | 'institution' | 'topic' | 'entries' | 'dueOn'> {
  readonly raisedById: string
  readonly raisedAt: Date
}

/** @returns `false` when the id is in use. */
export async function insertFinding(tx: Transaction, finding: NewFindingRow): Promise<boolean> {
  const { id, engagement, raisedById, raisedAt, institution, topic, entries, dueOn } = finding
  const inserted = await tx`
    insert into audit_finding
      (id, engagement_id, raised_by, raised_at, institution_code, topic, entry_ids, due_on, state)
    values (${id}, ${engagement}, ${raisedById}, ${raisedAt}, ${institution}, ${topic}, ${[...entries]}::uuid[], ${dueOn}, 'open')
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export interface NewStep {
  readonly kind: FindingStep['kind']
  readonly byUserId: string
  readonly at: Date
  readonly text: string
}

export async function insertStep(tx: Transaction, findingId: string, { kind, byUserId, at, text }: NewStep) {
  await tx`
    insert into audit_finding_step (finding_id, position, kind, by_user, at, text)
    select ${findingId}, count(*), ${kind}, ${byUserId}, ${at}, ${text}
      from audit_finding_step where finding_id = ${findingId}`
}

/** @param dueOn A new day; without it the old one stays. */
export async function saveState(tx: Transaction, id: string, state: FindingState, dueOn?: string): Promise<void> {
  await tx`update audit_finding set state = ${state}, due_on = coalesce(${dueOn ?? null}, due_on) where id = ${id}`
}

function selection(queryable: Queryable) {
  return queryable`
    select audit_finding.id, engagement_id as engagement, raising.employee_id as "raisedBy",
           institution_code as institution, topic, entry_ids as entries, due_on::text as "dueOn", state,
           (select json_agg(json_build_object('kind', kind, 'by', app_user.employee_id, 'text', text,
                      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by position)
              from audit_finding_step join app_user on app_user.id = by_user
             where finding_id = audit_finding.id) as steps
      from audit_finding join app_user as raising on raising.id = raised_by`
}

export async function findFinding(queryable: Queryable, id: string): Promise<StoredFinding | undefined> {
  const [row] = await queryable`${selection(queryable)} where audit_finding.id = ${id}`
  return row && StoredFinding.parse({ ...row })
}

/** Keeps others from taking a step until the transaction ends. */
export async function lockFinding(tx: Transaction, id: string): Promise<StoredFinding | undefined> {
  await tx`select from audit_finding where id = ${id} for update`
  return findFinding(tx, id)
}

export async function listFindingsBy(queryable: Queryable, userId: string): Promise<StoredFinding[]> {
  const rows =
    await queryable`${selection(queryable)} where raised_by = ${userId} order by due_on, raised_at limit 1000`
  return z.array(StoredFinding).parse([...rows])
}

export async function listFindingsOf(queryable: Queryable, institutions: readonly string[]): Promise<StoredFinding[]> {
  const rows = await queryable`
    ${selection(queryable)} where institution_code = any(${[...institutions]}) order by due_on, raised_at limit 1000`
  return z.array(StoredFinding).parse([...rows])
}

/** Where an employee works; empty for nobody. */
export async function institutionOf(queryable: Queryable, employeeId: string): Promise<string[]> {
  const rows = await queryable`select institution_code as code from employee where employee_id = ${employeeId}`
  return rows.map(({ code }) => String(code))
}
