/** What the counted rules see: sums over queries, viewings and releases, institution by institution, user by user. */

import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { InstitutionLevel } from '#contract/institution.ts'

export interface Period {
  readonly from: Date
  /** The first moment that does not belong to it. */
  readonly until: Date
}

const Where = { institution: z.string(), level: InstitutionLevel }
const Who = { ...Where, employeeId: z.string() }

const Quota = z.strictObject({ ...Where, asked: z.int() })

export async function listAskedByInstitution(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select institution_code as institution, level, count(*) as asked
      from query join institution on institution.code = institution_code
     where asked_at >= ${from} and asked_at < ${until} and state <> 'blocked'
     group by institution_code, level`
  return z.array(Quota).parse([...rows])
}

const Repeated = z.strictObject({ ...Where, subjects: z.int(), repeated: z.int() })

export async function listRepeatedSubjects(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select institution_code as institution, level, count(*) as subjects, count(*) filter (where times > 1) as repeated
      from (select institution_code, subject_id, count(*) as times from query
             where asked_at >= ${from} and asked_at < ${until} and state <> 'blocked'
             group by institution_code, subject_id) counted
      join institution on institution.code = institution_code
     group by institution_code, level`
  return z.array(Repeated).parse([...rows])
}

const WithoutRecord = z.strictObject({
  ...Who,
  query: z.uuid(),
  askedOn: z.string(),
  application: z.enum(['open', 'settled', 'withdrawn', 'unknown']),
  hasContract: z.boolean(),
})

/** Queries for a loan (02) or a card (03), with what became of the application. */
export async function listLoanQueries(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select query.id as query, query.institution_code as institution, level, employee_id as "employeeId",
           (asked_at at time zone 'Asia/Shanghai')::date::text as "askedOn",
           coalesce(business.status, 'unknown') as application,
           exists (select from business_party join business contract using (reference)
                    where business_party.subject_id = query.subject_id and contract.kind = 'contract') as "hasContract"
      from query
      join app_user on app_user.id = user_id
      join institution on institution.code = query.institution_code
      left join business on business.reference = business_reference
     where purpose in ('02', '03') and query.state = 'answered' and asked_at >= ${from} and asked_at < ${until}
     order by asked_at`
  return z.array(WithoutRecord).parse([...rows])
}

const Views = z.strictObject({ ...Who, query: z.uuid(), views: z.int() })

export async function listViews(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select viewing.query_id as query, institution_code as institution, level, employee_id as "employeeId", count(*) as views
      from viewing
      join query on query.id = viewing.query_id
      join app_user on app_user.id = query.user_id
      join institution on institution.code = institution_code
     where viewing.opened_at >= ${from} and viewing.opened_at < ${until}
     group by viewing.query_id, institution_code, level, employee_id`
  return z.array(Views).parse([...rows])
}

const Leaver = z.strictObject({ ...Who, leftOn: z.string(), recent: z.int(), before: z.int() })

/** Who left or moved in a period, with his queries of so many days before, and of as many before those. */
export async function listLeavers(queryable: Queryable, { from, until }: Period, days: number) {
  const rows = await queryable`
    with gone as (
      select distinct on (user_id) user_id, changed_at from user_change
       where kind in ('left', 'moved') and changed_at >= ${from} and changed_at < ${until}
       order by user_id, changed_at desc)
    select employee.institution_code as institution, level, employee_id as "employeeId",
           (changed_at at time zone 'Asia/Shanghai')::date::text as "leftOn",
           count(query.id) filter (where asked_at >= changed_at - make_interval(days => ${days})) as recent,
           count(query.id) filter (where asked_at < changed_at - make_interval(days => ${days})) as before
      from gone
      join app_user on app_user.id = gone.user_id
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
      left join query on query.user_id = gone.user_id and query.state <> 'blocked' and asked_at < changed_at
                     and asked_at >= changed_at - make_interval(days => ${2 * days})
     group by employee.institution_code, level, employee_id, changed_at`
  return z.array(Leaver).parse([...rows])
}

const PurposeCount = z.strictObject({ ...Who, purpose: z.string(), queries: z.int() })

export async function listPurposes(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select institution_code as institution, level, employee_id as "employeeId", purpose, count(*) as queries
      from query join app_user on app_user.id = user_id join institution on institution.code = institution_code
     where asked_at >= ${from} and asked_at < ${until} and state <> 'blocked'
     group by institution_code, level, employee_id, purpose`
  return z.array(PurposeCount).parse([...rows])
}

const Use = z.strictObject({ ...Who, queries: z.int() })

/** Officers who had been users before the period, and what they asked in it. */
export async function listUse(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select employee.institution_code as institution, level, employee_id as "employeeId", count(query.id) as queries
      from app_user
      join employee using (employee_id)
      join institution on institution.code = employee.institution_code
      left join query on query.user_id = app_user.id and query.state <> 'blocked'
                     and asked_at >= ${from} and asked_at < ${until}
     where role = 'query-officer' and app_user.status = 'active' and app_user.opened_at < ${from}
     group by employee.institution_code, level, employee_id`
  return z.array(Use).parse([...rows])
}
