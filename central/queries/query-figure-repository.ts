import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Queries by outcome, kind and purpose, and blocks by rule: a query blocked by two rules counts in both. */
export async function countQueries(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const here = [...institutions]
  const [outcomes, blocks] = await Promise.all([
    queryable`
      with counted as materialized (
        select institution_code as institution, purpose, state, count(*)::int as count
          from query
         where asked_at >= ${from} and asked_at < ${until} and institution_code = any(${here})
         group by 1, 2, 3)
      select institution, 'queries' as figure, 'asked' as key, sum(count)::int as count from counted group by 1
       union all
      select institution, 'queries', 'allowed', sum(count)::int from counted where state <> 'blocked' group by 1
       union all
      select institution, 'queries', state, sum(count)::int from counted where state <> 'asking' group by 1, 3
       union all
      select institution, 'kinds', case when purpose like 'E%' then 'corporate' else 'personal' end, sum(count)::int
        from counted where state <> 'blocked' group by 1, 3
       union all
      select institution, 'purposes', purpose, sum(count)::int from counted where state <> 'blocked' group by 1, 3
       union all
      select institution, 'rejections', 'bureau', sum(count)::int from counted where state = 'failed' group by 1`,
    queryable`
      select institution_code as institution, 'blocks' as figure, reason ->> 'rule' as key, count(*)::int as count
        from query cross join jsonb_array_elements(decision -> 'reasons') as reason
       where asked_at >= ${from} and asked_at < ${until} and institution_code = any(${here}) and state = 'blocked'
       group by 1, 3`,
  ])
  return FigureRows.parse([...outcomes, ...blocks])
}

const QueriesOfDays = z.array(z.strictObject({ day: z.string(), allowed: z.int(), blocked: z.int() }))
export type QueriesOfDay = z.output<typeof QueriesOfDays>[number]

/** Queries day by day in Asia/Shanghai; days without any are left out. */
export async function countQueriesPerDay(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<QueriesOfDay[]> {
  const rows = await queryable`
    select (asked_at at time zone 'Asia/Shanghai')::date::text as day,
           count(*) filter (where state <> 'blocked')::int as allowed,
           count(*) filter (where state = 'blocked')::int as blocked
      from query
     where asked_at >= ${from} and asked_at < ${until} and institution_code = any(${[...institutions]})
     group by 1 order by 1`
  return QueriesOfDays.parse([...rows])
}
