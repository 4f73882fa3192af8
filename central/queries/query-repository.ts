import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Decision } from '#contract/decision.ts'
import { Purpose } from '#contract/purpose.ts'
import { queryStates } from '#contract/query.ts'
import { QueryId } from '#contract/values.ts'
import type { QueryFacts } from './query-facts.ts'

const StoredQuery = z.strictObject({
  id: QueryId,
  userId: z.uuid(),
  sessionId: z.uuid(),
  workstationId: z.uuid(),
  institution: z.string(),
  subjectId: z.uuid(),
  purpose: Purpose,
  businessReference: z.string(),
  consentId: z.uuid().nullable(),
  askedAt: z.date(),
  requestHash: Bytes,
  state: z.enum(queryStates),
  decision: Decision,
  report: z
    .strictObject({
      number: z.string(),
      pages: z.int(),
      viewableUntil: z.coerce.date(),
      openings: z.int(),
      openingsUsed: z.int(),
    })
    .nullable(),
})
export type StoredQuery = z.output<typeof StoredQuery>

/** What a query needs to be written; state and decision follow from one another. */
export type NewQuery = Omit<StoredQuery, 'report' | 'id'> & { readonly id: string; readonly facts: QueryFacts }

/** @returns `false` when a query of this id is there already. */
export async function insertQuery(tx: Transaction, query: NewQuery): Promise<boolean> {
  const inserted = await tx`
    insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose,
                       business_reference, consent_id, asked_at, request_hash, state, decision, facts)
    values (${query.id}, ${query.userId}, ${query.sessionId}, ${query.workstationId}, ${query.institution},
            ${query.subjectId}, ${query.purpose}, ${query.businessReference}, ${query.consentId}, ${query.askedAt},
            ${query.requestHash}, ${query.state}, ${tx.json(query.decision)}, ${tx.json(query.facts)})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

function selection(queryable: Queryable) {
  return queryable`
    select query.id, query.user_id as "userId", query.session_id as "sessionId", query.workstation_id as "workstationId",
           institution_code as institution, subject_id as "subjectId", purpose, business_reference as "businessReference",
           consent_id as "consentId", asked_at as "askedAt", request_hash as "requestHash", state, decision,
           case when report.query_id is null then null else json_build_object(
             'number', report.number, 'pages', report.pages, 'viewableUntil', report.viewable_until,
             'openings', report.openings,
             'openingsUsed', (select count(*) from viewing where viewing.query_id = query.id and first_key_at is not null)
           ) end as report
      from query left join report on report.query_id = query.id`
}

export async function findQuery(queryable: Queryable, id: string): Promise<StoredQuery | undefined> {
  const [row] = await queryable`${selection(queryable)} where query.id = ${id}`
  return row && StoredQuery.parse({ ...row })
}

/** Queries of one user since a moment, and older ones whose report can still be opened; newest first. */
export async function listCurrentQueries(
  queryable: Queryable,
  userId: string,
  { since, now }: { since: Date; now: Date },
) {
  const rows = await queryable`
    ${selection(queryable)}
     where query.user_id = ${userId} and (asked_at >= ${since} or report.viewable_until > ${now})
     order by asked_at desc limit 500`
  return z.array(StoredQuery).parse([...rows])
}

/** How many queries of a user went to the bureau since a moment. */
export async function countAskedSince(queryable: Queryable, userId: string, since: Date): Promise<number> {
  const [row] = await queryable`
    select count(*) as asked from query where user_id = ${userId} and asked_at >= ${since} and state <> 'blocked'`
  return z.int().parse(row?.['asked'])
}

/** Allowed queries that still have no answer and were asked before a moment. */
export async function listUnanswered(queryable: Queryable, before: Date): Promise<StoredQuery[]> {
  const rows =
    await queryable`${selection(queryable)} where state = 'asking' and asked_at < ${before} order by asked_at limit 100`
  return z.array(StoredQuery).parse([...rows])
}

/** Moves a query on from `asking`. @returns `false` when it has moved on already. */
export async function finishQuery(tx: Transaction, id: string, state: 'answered' | 'failed'): Promise<boolean> {
  const moved = await tx`update query set state = ${state} where id = ${id} and state = 'asking' returning id`
  return moved.length === 1
}

export async function getInstitutionName(queryable: Queryable, institution: string): Promise<string> {
  const [row] = await queryable`select name from institution where code = ${institution}`
  return z.string().parse(row?.['name'])
}

const Origin = z.strictObject({ employeeId: z.string(), institution: z.string(), workstation: z.string() })

/** Who asked and where, for entries that no request stands behind. */
export async function getOrigin(queryable: Queryable, id: string): Promise<z.output<typeof Origin>> {
  const [row] = await queryable`
    select app_user.employee_id as "employeeId", query.institution_code as institution, workstation.number as workstation
      from query
      join app_user on app_user.id = query.user_id
      join workstation on workstation.id = query.workstation_id
     where query.id = ${id}`
  return Origin.parse({ ...row })
}
