import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { BlockingRule, Decision } from '#contract/decision.ts'
import { ReleaseId } from '#contract/release.ts'
import { QueryId } from '#contract/values.ts'

const StoredRelease = z.strictObject({
  id: ReleaseId,
  queryId: QueryId,
  userId: z.uuid(),
  employeeId: z.string(),
  officerName: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  reason: z.string(),
  rules: z.array(BlockingRule),
  isHigherOnly: z.boolean(),
  requestedAt: z.date(),
  state: z.enum(['waiting', 'granted', 'refused', 'used']),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  note: z.string().nullable(),
  validUntil: z.date().nullable(),
  usedByQuery: z.uuid().nullable(),
  businessReference: z.string(),
  purpose: z.string(),
  subjectId: z.uuid(),
  consentId: z.uuid().nullable(),
  decision: Decision,
})
export type StoredRelease = z.output<typeof StoredRelease>

function selection(queryable: Queryable) {
  return queryable`
    select release.id, query_id as "queryId", release.user_id as "userId", officer.employee_id as "employeeId",
           employee.name as "officerName", release.institution_code as institution, institution.name as "institutionName",
           reason, rules, is_higher_only as "isHigherOnly", requested_at as "requestedAt", release.state,
           decider.employee_id as "decidedBy", decided_at as "decidedAt", note, valid_until as "validUntil",
           used_by_query as "usedByQuery", query.business_reference as "businessReference", query.purpose,
           query.subject_id as "subjectId", query.consent_id as "consentId", query.decision
      from release
      join query on query.id = release.query_id
      join app_user officer on officer.id = release.user_id
      join employee on employee.employee_id = officer.employee_id
      join institution on institution.code = release.institution_code
      left join app_user decider on decider.id = release.decided_by`
}

export async function findRelease(queryable: Queryable, id: string): Promise<StoredRelease | undefined> {
  const [row] = await queryable`${selection(queryable)} where release.id = ${id}`
  return row && StoredRelease.parse({ ...row })
}

export async function lockRelease(tx: Transaction, id: string): Promise<StoredRelease | undefined> {
  await tx`select id from release where id = ${id} for update`
  return findRelease(tx, id)
}

export async function findReleasesOf(queryable: Queryable, queryIds: readonly string[]): Promise<StoredRelease[]> {
  const rows = await queryable`${selection(queryable)} where query_id = any(${[...queryIds]}::uuid[])`
  return z.array(StoredRelease).parse([...rows])
}

/** What waits, and what was decided since a moment, in the subtree of an institution; oldest first. */
export async function listReleases(queryable: Queryable, root: string, since: Date): Promise<StoredRelease[]> {
  const rows = await queryable`
    with recursive tree as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join tree on institution.parent_code = tree.code)
    ${selection(queryable)}
     where release.institution_code in (select code from tree)
       and (release.state = 'waiting' or requested_at >= ${since})
     order by requested_at limit 500`
  return z.array(StoredRelease).parse([...rows])
}

const BlockedQuery = z.strictObject({
  userId: z.uuid(),
  institution: z.string(),
  state: z.string(),
  decision: Decision,
})

export async function findBlockedQuery(queryable: Queryable, id: string) {
  const [row] = await queryable`
    select user_id as "userId", institution_code as institution, state, decision from query where id = ${id}`
  return row && BlockedQuery.parse({ ...row })
}

export interface NewRelease {
  readonly id: string
  readonly queryId: string
  readonly userId: string
  readonly institution: string
  readonly reason: string
  readonly rules: readonly string[]
  readonly isHigherOnly: boolean
  readonly requestedAt: Date
}

/** @returns `false` when a release was asked for this query before. */
export async function insertRelease(tx: Transaction, release: NewRelease): Promise<boolean> {
  const { id, queryId, userId, institution, reason, rules, isHigherOnly, requestedAt } = release
  const inserted = await tx`
    insert into release (id, query_id, user_id, institution_code, reason, rules, is_higher_only, requested_at, state)
    values (${id}, ${queryId}, ${userId}, ${institution}, ${reason}, ${[...rules]}, ${isHigherOnly}, ${requestedAt}, 'waiting')
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export interface Verdict {
  readonly state: 'granted' | 'refused'
  readonly by: string
  readonly at: Date
  readonly note: string | null
  readonly validUntil: Date | null
}

/** @returns `false` when it was decided before. */
export async function saveVerdict(tx: Transaction, id: string, verdict: Verdict): Promise<boolean> {
  const { state, by, at, note, validUntil } = verdict
  const changed = await tx`
    update release set state = ${state}, decided_by = ${by}, decided_at = ${at}, note = ${note}, valid_until = ${validUntil}
     where id = ${id} and state = 'waiting' returning id`
  return changed.length === 1
}

/** @returns `false` when it was used before. */
export async function saveUse(tx: Transaction, id: string, queryId: string): Promise<boolean> {
  const used = await tx`
    update release set state = 'used', used_by_query = ${queryId} where id = ${id} and state = 'granted' returning id`
  return used.length === 1
}

const Pair = z.strictObject({ byCaller: z.int(), all: z.int() })

/** How many of an officer's releases since a moment one approver granted, and how many there were. */
export async function countPair(queryable: Queryable, pair: { officer: string; approver: string; since: Date }) {
  const [row] = await queryable`
    select count(*) filter (where decided_by = ${pair.approver}) as "byCaller", count(*) as "all"
      from release
     where user_id = ${pair.officer} and requested_at >= ${pair.since} and state in ('granted', 'used')`
  return Pair.parse({ ...row })
}
