import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'

const StoredStatistics = z.strictObject({
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  decided: z.int(),
  accepted: z.int(),
  returned: z.int(),
  suspected: z.int(),
  medianSeconds: z.number().nullable(),
  fast: z.int(),
  sampled: z.int(),
  overruled: z.int(),
})
export type StoredStatistics = z.output<typeof StoredStatistics>

/** How those who checked since a moment worked; checkers of a subtree only. */
export async function listStatistics(
  queryable: Queryable,
  { root, since, fastSeconds }: { root: string; since: Date; fastSeconds: number },
): Promise<StoredStatistics[]> {
  const rows = await queryable`
    with recursive tree as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join tree on institution.parent_code = tree.code),
    pace as (
      select by_user, count(*) as decided,
             count(*) filter (where what = 'accepted') as accepted,
             count(*) filter (where what = 'returned') as returned,
             count(*) filter (where what = 'suspected') as suspected,
             count(*) filter (where seconds < ${fastSeconds}) as fast,
             percentile_cont(0.5) within group (order by seconds) as median
        from item_check_step where at >= ${since} and seconds is not null group by by_user),
    again as (
      select first.decided_by, count(*) as sampled,
             count(*) filter (where second.state in ('returned', 'suspected')) as overruled
        from item_check second
        join item_check first on first.query_id = second.query_id and first.level = 1
       where second.level = 2 and second.decided_at >= ${since} group by first.decided_by)
    select employee.employee_id as "employeeId", employee.name, institution.code as institution,
           institution.name as "institutionName", decided, accepted, returned, suspected, fast,
           median as "medianSeconds", coalesce(sampled, 0) as sampled, coalesce(overruled, 0) as overruled
      from pace
      join app_user on app_user.id = pace.by_user
      join employee on employee.employee_id = app_user.employee_id
      join institution on institution.code = employee.institution_code
      left join again on again.decided_by = pace.by_user
     where institution.code in (select code from tree)
     order by decided desc limit 500`
  return z.array(StoredStatistics).parse([...rows])
}
