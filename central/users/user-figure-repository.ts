import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'
import { Role } from '#contract/role.ts'

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

const FiledUsers = z.array(
  z.strictObject({
    employeeId: z.string(),
    name: z.string(),
    institution: z.string(),
    institutionName: z.string(),
    role: Role,
    purposes: z.array(z.string()),
    openedOn: z.string().nullable(),
    rightsUntil: z.string(),
    status: z.enum(['active', 'suspended', 'stopped']),
  }),
)
export type FiledUser = z.output<typeof FiledUsers>[number]

/** Users there were at the end of a period, with what is known of them now. */
export async function listForFiling(queryable: Queryable, { until, institutions }: FigurePeriod): Promise<FiledUser[]> {
  const rows = await queryable`
    select app_user.employee_id as "employeeId", employee.name, institution.code as institution,
           institution.name as "institutionName", app_user.role, app_user.purposes,
           (opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
           (rights_until at time zone 'Asia/Shanghai')::date::text as "rightsUntil", app_user.status
      from app_user
      join employee on employee.employee_id = app_user.employee_id
      join institution on institution.code = employee.institution_code
     where (opened_at is null or opened_at < ${until}) and (stopped_at is null or stopped_at >= ${until})
       and institution.code = any(${[...institutions]})
     order by institution.code, app_user.employee_id`
  return FiledUsers.parse([...rows])
}
