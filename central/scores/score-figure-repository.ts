import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Counted where the user works now. */
export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    with here as materialized (
      select employee.institution_code as institution, score_entry.kind, score_entry.points
        from score_entry
        join app_user on app_user.id = score_entry.user_id
        join employee on employee.employee_id = app_user.employee_id
       where written_at >= ${from} and written_at < ${until} and employee.institution_code = any(${[...institutions]}))
    select institution, 'deductions' as figure, 'entries' as key, count(*)::int as count
      from here where kind = 'deduction' group by 1
     union all
    select institution, 'deductions', 'points', sum(points)::int from here where kind = 'deduction' group by 1
     union all
    select institution, 'deductions', 'returned', sum(points)::int from here where kind = 'reversal' group by 1`
  return FigureRows.parse([...rows])
}
