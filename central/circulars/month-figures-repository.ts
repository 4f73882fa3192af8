import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'

const Count = z.int().min(0)

/** What a security circular reports of a month, in an institution and everything below it. */
export const MonthFigures = z.strictObject({
  queries: Count,
  answered: Count,
  blocked: Count,
  released: Count,
  releaseRefused: Count,
  incidents: Count,
  incidentsConfirmed: Count,
  deductions: Count,
  deductedPoints: Count,
  suspended: Count,
  disputes: Count,
  disputesOverdue: Count,
})
export type MonthFigures = z.output<typeof MonthFigures>

export interface FiguresPeriod {
  readonly from: Date
  readonly until: Date
  readonly institutions: readonly string[]
}

export async function readFigures(queryable: Queryable, period: FiguresPeriod): Promise<MonthFigures> {
  const { from, until } = period
  const codes = [...period.institutions]
  const [row] = await queryable`
    with
      asked as (select state from query
                 where asked_at >= ${from} and asked_at < ${until} and institution_code = any(${codes})),
      raised as (select outcome from incident
                  where raised_at >= ${from} and raised_at < ${until} and institution_code = any(${codes})),
      deducted as (select points from score_entry
                     join app_user on app_user.id = user_id join employee using (employee_id)
                    where kind = 'deduction' and written_at >= ${from} and written_at < ${until} and institution_code = any(${codes})),
      taken as (select due_on, answered_at from dispute
                 where received_on >= (${from}::timestamptz at time zone 'Asia/Shanghai')::date
                   and received_on < (${until}::timestamptz at time zone 'Asia/Shanghai')::date
                   and institution_code = any(${codes})),
      asked_release as (select release.state from release join query on query.id = release.query_id
                         where query.asked_at >= ${from} and query.asked_at < ${until}
                           and query.institution_code = any(${codes}))
    select (select count(*)::integer from asked) as queries,
           (select count(*)::integer from asked where state = 'answered') as answered,
           (select count(*)::integer from asked where state = 'blocked') as blocked,
           (select count(*)::integer from asked_release where state in ('granted', 'used')) as released,
           (select count(*)::integer from asked_release where state = 'refused') as "releaseRefused",
           (select count(*)::integer from raised) as incidents,
           (select count(*)::integer from raised where outcome = 'confirmed') as "incidentsConfirmed",
           (select count(*)::integer from deducted) as deductions,
           (select coalesce(sum(points), 0)::integer from deducted) as "deductedPoints",
           (select count(distinct user_id)::integer from user_change
              join app_user on app_user.id = user_id join employee using (employee_id)
             where kind = 'suspended' and changed_at >= ${from} and changed_at < ${until}
               and institution_code = any(${codes})) as suspended,
           (select count(*)::integer from taken) as disputes,
           (select count(*)::integer from taken
             where coalesce((answered_at at time zone 'Asia/Shanghai')::date,
                            (${until}::timestamptz at time zone 'Asia/Shanghai')::date) > due_on) as "disputesOverdue"`
  return MonthFigures.parse({ ...row })
}

const BlockedBy = z.strictObject({ rule: z.string(), count: Count })

/** How often each rule blocked, the most frequent first. */
export async function readBlocksByRule(queryable: Queryable, period: FiguresPeriod) {
  const { from, until, institutions } = period
  const rows = await queryable`
    select reason ->> 'rule' as rule, count(*)::integer as count
      from query cross join jsonb_array_elements(decision -> 'reasons') as reason
     where asked_at >= ${from} and asked_at < ${until} and institution_code = any(${[...institutions]})
       and state = 'blocked'
     group by 1 order by 2 desc, 1`
  return z.array(BlockedBy).parse([...rows])
}
