import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { InstitutionLevel } from '#contract/institution.ts'
import type { Period } from './fact-repository.ts'

const Release = z.strictObject({
  release: z.uuid(),
  query: z.uuid(),
  institution: z.string(),
  level: InstitutionLevel,
  officer: z.string(),
  approver: z.string(),
  seconds: z.number(),
  decidedAt: z.date(),
})

/** Releases granted in a period, with how long the request had waited. */
export async function listReleases(queryable: Queryable, { from, until }: Period) {
  const rows = await queryable`
    select release.id as release, query_id as query, institution_code as institution, level,
           officer.employee_id as officer, approver.employee_id as approver,
           greatest(0, extract(epoch from decided_at - requested_at))::float as seconds, decided_at as "decidedAt"
      from release
      join app_user officer on officer.id = release.user_id
      join app_user approver on approver.id = decided_by
      join institution on institution.code = institution_code
     where release.state in ('granted', 'used') and decided_at >= ${from} and decided_at < ${until}
     order by decided_at`
  return z.array(Release).parse([...rows])
}

const Approvers = z.strictObject({ institution: z.string(), approvers: z.int() })

/** How many approvers could answer requests of each institution: its own and those above it. */
export async function countApprovers(queryable: Queryable): Promise<Map<string, number>> {
  const rows = await queryable`
    with recursive chain as (
      select code as institution, code, parent_code from institution
      union all
      select chain.institution, above.code, above.parent_code
        from chain join institution above on above.code = chain.parent_code)
    select chain.institution, count(app_user.id) as approvers
      from chain
      left join employee on employee.institution_code = chain.code
      left join app_user on app_user.employee_id = employee.employee_id and role = 'approver' and app_user.status = 'active'
     group by chain.institution`
  return new Map(
    z
      .array(Approvers)
      .parse([...rows])
      .map(({ institution, approvers }) => [institution, approvers]),
  )
}
