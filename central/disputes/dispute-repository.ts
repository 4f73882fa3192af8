import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { DisputableQuery, DisputeId, DisputeKind, DisputeState, DisputeStep } from '#contract/dispute.ts'
import { QueryId } from '#contract/values.ts'

const StoredDispute = z.strictObject({
  id: DisputeId,
  kind: DisputeKind,
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  subjectId: z.uuid(),
  businessReference: z.string().nullable(),
  query: z.strictObject({ id: QueryId, askedAt: z.string(), reportNumber: z.string().nullable() }).nullable(),
  contested: z.string(),
  broughtBy: z.enum(['subject', 'agent']),
  takenById: z.uuid(),
  takenBy: z.strictObject({ employeeId: z.string(), name: z.string() }),
  receivedOn: z.string(),
  dueOn: z.string(),
  state: DisputeState,
  answeredAt: z.date().nullable(),
  escalatedTo: z.string().nullable(),
  steps: z.array(DisputeStep),
})
export type StoredDispute = z.output<typeof StoredDispute>

export interface NewDisputeRow
  extends Pick<StoredDispute, 'id' | 'kind' | 'subjectId' | 'businessReference' | 'contested' | 'broughtBy'> {
  readonly institution: string
  readonly query: string | null
  readonly takenById: string
  readonly receivedOn: string
  readonly dueOn: string
}

/** @returns `false` when the id is in use. */
export async function insertDispute(tx: Transaction, dispute: NewDisputeRow): Promise<boolean> {
  const { id, kind, institution, subjectId, businessReference, query, contested, broughtBy } = dispute
  const { takenById, receivedOn, dueOn } = dispute
  const inserted = await tx`
    insert into dispute (id, kind, institution_code, subject_id, business_reference, query_id, contested, brought_by,
                         taken_by, received_on, due_on, state)
    values (${id}, ${kind}, ${institution}, ${subjectId}, ${businessReference}, ${query}, ${contested}, ${broughtBy},
            ${takenById}, ${receivedOn}, ${dueOn}, 'taken')
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export interface NewStep {
  readonly kind: DisputeState
  readonly detail: string | null
  readonly byUserId: string
  readonly at: Date
  readonly text: string
}

/** Adds a step and sets the state it leads to. */
export async function insertStep(tx: Transaction, id: string, step: NewStep): Promise<void> {
  const { kind, detail, byUserId, at, text } = step
  await tx`
    insert into dispute_step (dispute_id, position, kind, detail, by_user, at, text)
    select ${id}, count(*), ${kind}, ${detail}, ${byUserId}, ${at}, ${text} from dispute_step where dispute_id = ${id}`
  await tx`
    update dispute set state = ${kind}, answered_at = ${kind === 'answered' ? at : tx`answered_at`} where id = ${id}`
}

function selection(queryable: Queryable) {
  return queryable`
    select dispute.id, dispute.kind, json_build_object('code', institution.code, 'name', institution.name) as institution,
           dispute.subject_id as "subjectId", dispute.business_reference as "businessReference",
           case when query.id is null then null else json_build_object('id', query.id, 'reportNumber', report.number,
             'askedAt', to_char(query.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as query,
           contested, brought_by as "broughtBy", taken_by as "takenById",
           json_build_object('employeeId', employee.employee_id, 'name', employee.name) as "takenBy",
           received_on::text as "receivedOn", due_on::text as "dueOn", dispute.state, answered_at as "answeredAt",
           escalated_to as "escalatedTo",
           (select json_agg(json_build_object('kind', kind, 'detail', detail, 'by', app_user.employee_id, 'text', text,
                      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by position)
              from dispute_step join app_user on app_user.id = by_user where dispute_id = dispute.id) as steps
      from dispute
      join institution on institution.code = dispute.institution_code
      join app_user as taking on taking.id = taken_by
      join employee on employee.employee_id = taking.employee_id
      left join query on query.id = dispute.query_id
      left join report on report.query_id = query.id`
}

export async function findDispute(queryable: Queryable, id: string): Promise<StoredDispute | undefined> {
  const [row] = await queryable`${selection(queryable)} where dispute.id = ${id}`
  return row && StoredDispute.parse({ ...row })
}

/** Keeps others from taking a step until the transaction ends. */
export async function lockDispute(tx: Transaction, id: string): Promise<StoredDispute | undefined> {
  await tx`select from dispute where id = ${id} for update`
  return findDispute(tx, id)
}

export async function listTakenBy(queryable: Queryable, userId: string): Promise<StoredDispute[]> {
  const rows = await queryable`${selection(queryable)} where taken_by = ${userId} order by due_on limit 1000`
  return z.array(StoredDispute).parse([...rows])
}

export async function listOfInstitutions(queryable: Queryable, codes: readonly string[]): Promise<StoredDispute[]> {
  const rows = await queryable`
    ${selection(queryable)} where dispute.institution_code = any(${[...codes]}) order by due_on limit 2000`
  return z.array(StoredDispute).parse([...rows])
}

const QueryOfBusiness = DisputableQuery.extend({ institution: z.string(), userId: z.uuid(), subjectId: z.uuid() })
export type QueryOfBusiness = z.output<typeof QueryOfBusiness>

function queries(queryable: Queryable) {
  return queryable`
    select query.id, to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt", purpose,
           employee_id as "employeeId", report.number as "reportNumber", query.institution_code as institution,
           query.user_id as "userId", query.subject_id as "subjectId"
      from query join app_user on app_user.id = query.user_id left join report on report.query_id = query.id`
}

/** Queries that were asked for a business; those blocked have given nobody a report. */
export async function listQueries(queryable: Queryable, reference: string): Promise<QueryOfBusiness[]> {
  const rows = await queryable`
    ${queries(queryable)} where business_reference = ${reference} and query.state <> 'blocked' order by asked_at desc limit 200`
  return z.array(QueryOfBusiness).parse([...rows])
}

export async function findQuery(queryable: Queryable, id: string): Promise<QueryOfBusiness | undefined> {
  const [row] = await queryable`${queries(queryable)} where query.id = ${id}`
  return row && QueryOfBusiness.parse({ ...row })
}

const Due = z.strictObject({
  id: z.uuid(),
  institution: z.string(),
  dueOn: z.string(),
  escalatedLevel: z.int(),
})

/** Marks as warned what is due by a day and was not warned about yet. */
export async function markWarned(tx: Transaction, { today, dueBy }: { today: string; dueBy: string }) {
  const rows = await tx`
    update dispute set warned_on = ${today}
     where state in ('taken', 'sent', 'checked') and warned_on is null and due_on <= ${dueBy}
    returning id, institution_code as institution, due_on::text as "dueOn", escalated_level as "escalatedLevel"`
  return z.array(Due).parse([...rows])
}

/** Unanswered and due before a day, locked for escalation; what another instance holds is left to it. */
export async function lockOverdue(tx: Transaction, today: string) {
  const rows = await tx`
    select id, institution_code as institution, due_on::text as "dueOn", escalated_level as "escalatedLevel"
      from dispute where state in ('taken', 'sent', 'checked') and due_on < ${today} order by due_on
       for update skip locked`
  return z.array(Due).parse([...rows])
}

export async function saveEscalation(tx: Transaction, id: string, level: number, institution: string): Promise<void> {
  await tx`update dispute set escalated_level = ${level}, escalated_to = ${institution} where id = ${id}`
}

/** Unanswered ones of an institution that are due soon, and those taken up to it. */
export async function countPressing(queryable: Queryable, institution: string, dueBy: string): Promise<number> {
  const [row] = await queryable`
    select count(*)::integer as count from dispute
     where state in ('taken', 'sent', 'checked')
       and (institution_code = ${institution} and due_on <= ${dueBy} or escalated_to = ${institution})`
  return z.strictObject({ count: z.int() }).parse({ ...row }).count
}
