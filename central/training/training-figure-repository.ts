import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Courses completed in the period, and those overdue at its end, person by person; counted where the user works now. */
export async function countFigures(
  queryable: Queryable,
  { from, until, days, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const here = [...institutions]
  const rows = await queryable`
    select employee.institution_code as institution, 'training' as figure, 'completed' as key, count(*)::int as count
      from training_progress
      join app_user on app_user.id = training_progress.user_id
      join employee on employee.employee_id = app_user.employee_id
     where completed_at >= ${from} and completed_at < ${until} and employee.institution_code = any(${here})
     group by 1
     union all
    select employee.institution_code, 'training', 'overdue', count(*)::int
      from training_course
      join app_user on app_user.role = any(training_course.roles) and app_user.status <> 'stopped'
      join employee on employee.employee_id = app_user.employee_id
      left join training_progress on training_progress.course_id = training_course.id
                                 and training_progress.user_id = app_user.id
     where due_on < ${days.until}::date and (withdrawn_at is null or withdrawn_at >= ${until})
       and (completed_at is null or completed_at >= ${until}) and employee.institution_code = any(${here})
     group by 1`
  return FigureRows.parse([...rows])
}
