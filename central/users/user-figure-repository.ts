import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Users by role at the end of the period, and applications that were rejected in it; counted where the user works now. */
export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const here = [...institutions]
  const rows = await queryable`
    select employee.institution_code as institution, 'users' as figure, app_user.role as key, count(*)::int as count
      from app_user join employee on employee.employee_id = app_user.employee_id
     where (opened_at is null or opened_at < ${until}) and (stopped_at is null or stopped_at >= ${until})
       and employee.institution_code = any(${here})
     group by 1, 3
     union all
    select institution_code, 'rejections', 'application', count(*)::int
      from application
     where state = 'rejected' and decided_at >= ${from} and decided_at < ${until} and institution_code = any(${here})
     group by 1`
  return FigureRows.parse([...rows])
}
