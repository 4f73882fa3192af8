import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Counted where the user works now; `in-force` at the end of the period. */
export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    with here as materialized (
      select employee.institution_code as institution, suspension.since, suspension.ended_at
        from suspension
        join app_user on app_user.id = suspension.user_id
        join employee on employee.employee_id = app_user.employee_id
       where since < ${until} and employee.institution_code = any(${[...institutions]}))
    select institution, 'suspensions' as figure, 'begun' as key, count(*)::int as count
      from here where since >= ${from} group by 1
     union all
    select institution, 'suspensions', 'ended', count(*)::int
      from here where ended_at >= ${from} and ended_at < ${until} group by 1
     union all
    select institution, 'suspensions', 'in-force', count(*)::int
      from here where ended_at is null or ended_at >= ${until} group by 1`
  return FigureRows.parse([...rows])
}
