import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { administratorRoles } from '#contract/role.ts'
import type { ChainLink } from './place-incident.ts'

export interface NewIncidentRow {
  readonly id: string
  readonly rule: string
  readonly key: string | null
  readonly institution: string
  readonly employeeId: string | null
  readonly workstation: string | null
  readonly query: string | null
  readonly facts: Readonly<Record<string, string | number>>
  readonly isHighRisk: boolean
  readonly raisedAt: Date
  readonly handledBy: string
  readonly reviewedBy: string
  readonly dueAt: Date
}

/** A PC may name a person or a query that there is not; they are left out. @returns `false` when the key has been raised before. */
export async function insertIncident(tx: Transaction, row: NewIncidentRow): Promise<boolean> {
  const { id, rule, key, institution, employeeId, workstation, query, facts, isHighRisk, raisedAt } = row
  const inserted = await tx`
    insert into incident (id, rule, key, institution_code, employee_id, workstation, query_id, facts, is_high_risk,
                          raised_at, state, handled_by, reviewed_by, due_at)
    values (${id}, ${rule}, ${key}, ${institution},
            (select employee_id from employee where employee_id = ${employeeId}), ${workstation},
            (select id from query where id = ${query}), ${tx.json(facts)}, ${isHighRisk}, ${raisedAt}, 'raised', ${row.handledBy}, ${row.reviewedBy}, ${row.dueAt})
        on conflict (key) do nothing
    returning id`
  return inserted.length === 1
}

const Chain = z.array(z.strictObject({ code: z.string(), administrators: z.int() }))

/** From an institution up to head office, each with its active administrators, one person not counted. */
export async function listChain(queryable: Queryable, code: string, without: string | null): Promise<ChainLink[]> {
  const rows = await queryable`
    with recursive chain as (
      select code, parent_code, 0 as depth from institution where code = ${code}
       union all
      select institution.code, institution.parent_code, chain.depth + 1
        from institution join chain on institution.code = chain.parent_code)
    select code, (select count(*)::integer from app_user join employee using (employee_id)
                   where employee.institution_code = chain.code and app_user.status = 'active'
                     and app_user.role = any(${[...administratorRoles]}::text[])
                     and app_user.employee_id is distinct from ${without}) as administrators
      from chain order by depth`
  return Chain.parse([...rows])
}

export async function isAdministrator(queryable: Queryable, employeeId: string): Promise<boolean> {
  const rows = await queryable`
    select from app_user where employee_id = ${employeeId} and role = any(${[...administratorRoles]}::text[])`
  return rows.length === 1
}

const Place = z.strictObject({ institution: z.string(), workstation: z.string().nullable() })
export type EntryPlace = z.output<typeof Place>

/** Where something happened of which only the session or the query is known; head office when neither is. */
export async function findPlace(
  queryable: Queryable,
  { session, query }: { readonly session: string | null; readonly query: string | null },
): Promise<EntryPlace> {
  const [row] = await queryable`
    select coalesce(
             (select workstation.institution_code from session join workstation on workstation.id = workstation_id
               where session.id = ${session}),
             (select institution_code from query where id = ${query}),
             (select code from institution where parent_code is null)) as institution,
           (select workstation.number from session join workstation on workstation.id = workstation_id
             where session.id = ${session}) as workstation`
  return Place.parse({ ...row })
}

const Source = z.strictObject({
  ofQuery: z.strictObject({ institution: z.string(), employeeId: z.string() }).nullable(),
  ofEmployee: z.string().nullable(),
})

/** Where a query was asked and by whom, and where a person works. */
export async function findSource(
  queryable: Queryable,
  { queryId, employeeId }: { readonly queryId: string | null; readonly employeeId: string | null },
) {
  const [row] = await queryable`
    select (select json_build_object('institution', institution_code, 'employeeId', employee_id)
              from query join app_user on app_user.id = user_id where query.id = ${queryId}) as "ofQuery",
           (select institution_code from employee where employee_id = ${employeeId}) as "ofEmployee"`
  return Source.parse({ ...row })
}
