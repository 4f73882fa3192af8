import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { DeductionCategory } from '#contract/deduction.ts'
import { IncidentFacts, IncidentOutcome, IncidentState } from '#contract/incident.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'

const StoredIncident = z.strictObject({
  id: z.uuid(),
  rule: MonitoringRule,
  isHighRisk: z.boolean(),
  institution: z.string(),
  institutionName: z.string(),
  employeeId: z.string().nullable(),
  name: z.string().nullable(),
  userId: z.uuid().nullable(),
  workstation: z.string().nullable(),
  queryId: z.uuid().nullable(),
  facts: IncidentFacts,
  raisedAt: z.date(),
  state: IncidentState,
  outcome: IncidentOutcome.nullable(),
  category: DeductionCategory.nullable(),
  handledBy: z.string(),
  reviewedBy: z.string(),
  verifier: z.string().nullable(),
  decidedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  involved: z.array(z.string()),
  assignedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  hasAppealed: z.boolean(),
  accountabilityCase: z.uuid().nullable(),
})
export type StoredIncident = z.output<typeof StoredIncident>

function selection(queryable: Queryable) {
  return queryable`
    select incident.id, rule, is_high_risk as "isHighRisk", incident.institution_code as institution,
           institution.name as "institutionName", incident.employee_id as "employeeId", employee.name,
           concerned.id as "userId", workstation, query_id as "queryId", facts, raised_at as "raisedAt", incident.state,
           outcome, category, handled_by as "handledBy", reviewed_by as "reviewedBy", verifier,
           decided_at as "decidedAt", due_at as "dueAt",
           array_remove(array[
             incident.employee_id,
             (select employee_id from query join app_user on app_user.id = query.user_id where query.id = query_id),
             (select employee_id from release join app_user on app_user.id = release.decided_by
               where release.used_by_query = incident.query_id or release.query_id = incident.query_id limit 1)
           ], null) as involved,
           (select by_employee from incident_step where incident_id = incident.id and kind = 'assigned'
             order by position desc limit 1) as "assignedBy",
           (select by_employee from incident_step where incident_id = incident.id and kind in ('confirmed', 'dismissed')
             order by position desc limit 1) as "decidedBy",
           exists (select from incident_step where incident_id = incident.id and kind = 'appealed') as "hasAppealed",
           (select accountability_case.id from accountability_case where incident_id = incident.id)
             as "accountabilityCase"
      from incident
      join institution on institution.code = incident.institution_code
      left join employee on employee.employee_id = incident.employee_id
      left join app_user as concerned on concerned.employee_id = incident.employee_id`
}

function parseAll(rows: readonly object[]): StoredIncident[] {
  return z.array(StoredIncident).parse(rows.map((row) => ({ ...row })))
}

/** Those of some institutions that do not concern the person who asks, and those he verifies. Newest first. */
export async function listIncidents(
  queryable: Queryable,
  { institutions, employeeId }: { readonly institutions: readonly string[]; readonly employeeId: string },
): Promise<StoredIncident[]> {
  return parseAll(
    await queryable`
    ${selection(queryable)}
     where incident.institution_code = any(${[...institutions]}::text[])
             and incident.employee_id is distinct from ${employeeId}
        or verifier = ${employeeId}
     order by (incident.state <> 'closed') desc, raised_at desc limit 2000`,
  )
}

/** Open ones that may wait for somebody of an institution. */
export async function listWaiting(
  queryable: Queryable,
  { institution, employeeId }: { readonly institution: string; readonly employeeId: string },
): Promise<StoredIncident[]> {
  return parseAll(
    await queryable`
    ${selection(queryable)}
     where incident.state <> 'closed'
       and (handled_by = ${institution} or reviewed_by = ${institution} or verifier = ${employeeId})`,
  )
}

/** Those about a person that have been decided. Newest first. */
export async function listDecidedAbout(queryable: Queryable, employeeId: string): Promise<StoredIncident[]> {
  return parseAll(
    await queryable`
    ${selection(queryable)}
     where incident.employee_id = ${employeeId} and outcome is not null order by decided_at desc limit 500`,
  )
}

export async function findIncident(queryable: Queryable, id: string): Promise<StoredIncident | undefined> {
  return parseAll(await queryable`${selection(queryable)} where incident.id = ${id}`)[0]
}

/** Keeps others from taking a step until the transaction ends. */
export async function lockIncident(tx: Transaction, id: string): Promise<StoredIncident | undefined> {
  await tx`select from incident where id = ${id} for update`
  return findIncident(tx, id)
}

/** Overdue ones that somebody above could still take over; longest overdue first. */
export async function listOverdue(queryable: Queryable, now: Date): Promise<string[]> {
  const rows = await queryable`
    select incident.id from incident join institution as top on top.parent_code is null
     where state <> 'closed' and due_at < ${now}
       and (reviewed_by <> top.code or state in ('raised', 'assigned') and handled_by <> top.code)
     order by due_at limit 500`
  return rows.map((row) => z.uuid().parse(row['id']))
}

export type Standing = Pick<
  StoredIncident,
  'state' | 'outcome' | 'category' | 'handledBy' | 'reviewedBy' | 'verifier' | 'decidedAt' | 'dueAt'
>

export async function saveStanding(tx: Transaction, id: string, standing: Standing): Promise<void> {
  const { state, outcome, category, handledBy, reviewedBy, verifier, decidedAt, dueAt } = standing
  await tx`
    update incident set state = ${state}, outcome = ${outcome}, category = ${category}, handled_by = ${handledBy},
           reviewed_by = ${reviewedBy}, verifier = ${verifier}, decided_at = ${decidedAt}, due_at = ${dueAt}
     where id = ${id}`
}

const Figures = z.strictObject({
  open: z.int(),
  overdue: z.int(),
  suspectedLeaks: z.int(),
  confirmedLeaks: z.int(),
})

/** Counted over institutions; confirmed leaks since the year began. */
export async function countIncidents(
  queryable: Queryable,
  institutions: readonly string[],
  { now, yearBegan }: { readonly now: Date; readonly yearBegan: Date },
) {
  const [row] = await queryable`
    select (count(*) filter (where state <> 'closed'))::integer as open,
           (count(*) filter (where state <> 'closed' and due_at < ${now}))::integer as overdue,
           (count(*) filter (where rule = 'suspected-leak' and outcome is null))::integer as "suspectedLeaks",
           (count(*) filter (where rule = 'suspected-leak' and outcome = 'confirmed' and decided_at >= ${yearBegan})
             )::integer as "confirmedLeaks"
      from incident where institution_code = any(${[...institutions]}::text[])`
  return Figures.parse({ ...row })
}

/** Where people work. */
export async function institutionsOf(queryable: Queryable, employees: readonly string[]): Promise<string[]> {
  const rows = await queryable`
    select distinct institution_code as code from employee where employee_id = any(${[...employees]}::text[])`
  return rows.map((row) => z.string().parse(row['code']))
}
