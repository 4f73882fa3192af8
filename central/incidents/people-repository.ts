import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { SubjectViewing, Verifier } from '#contract/incident.ts'

/** Active administrators and approvers of an institution and below, without some people. */
export async function listVerifiers(
  queryable: Queryable,
  institutions: readonly string[],
  without: readonly string[],
): Promise<Verifier[]> {
  const rows = await queryable`
    select app_user.employee_id as "employeeId", employee.name, institution.code as institution,
           institution.name as "institutionName"
      from app_user join employee using (employee_id)
      join institution on institution.code = employee.institution_code
     where app_user.status = 'active'
       and app_user.role in ('institution-administrator', 'head-office-administrator', 'approver')
       and institution.code = any(${[...institutions]}::text[])
       and app_user.employee_id <> all(${[...without]}::text[])
     order by institution.code, app_user.employee_id`
  return z.array(Verifier).parse(rows.map((row) => ({ ...row })))
}

/** Everybody who looked at a report about the subject of a query, newest first. */
export async function listViewingsOfSubject(queryable: Queryable, queryId: string): Promise<SubjectViewing[]> {
  const rows = await queryable`
    select app_user.employee_id as "employeeId", employee.name, seen.institution_code as institution,
           workstation.number as workstation, seen.id as "queryId", viewing.view_id as "viewId",
           to_char(viewing.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
           to_char(viewing.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt"
      from query as asked
      join query as seen on seen.subject_id = asked.subject_id
      join viewing on viewing.query_id = seen.id
      join app_user on app_user.id = seen.user_id
      join employee using (employee_id)
      join workstation on workstation.id = viewing.workstation_id
     where asked.id = ${queryId} order by viewing.opened_at desc limit 1000`
  return z.array(SubjectViewing).parse(rows.map((row) => ({ ...row })))
}
