import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import {
  AccountabilityState,
  AccountabilityStep,
  AnswerablePerson as Answerable,
  type AnswerablePerson,
} from '#contract/accountability.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'

const StoredCase = z.strictObject({
  id: z.uuid(),
  incident: z.uuid(),
  rule: MonitoringRule,
  institution: z.string(),
  institutionName: z.string(),
  dueOn: z.string(),
  state: AccountabilityState,
  persons: z.array(Answerable.extend({ name: z.string() })),
  steps: z.array(AccountabilityStep),
})
export type StoredCase = z.output<typeof StoredCase>

function selection(queryable: Queryable) {
  return queryable`
    select accountability_case.id, incident_id as incident, incident.rule,
           accountability_case.institution_code as institution, institution.name as "institutionName",
           due_on::text as "dueOn", accountability_case.state,
           (select json_agg(json_build_object('employeeId', person.employee_id, 'institution', person.institution_code,
                      'class', class, 'name', employee.name) order by person.institution_code desc, class)
              from accountability_person as person join employee using (employee_id)
             where case_id = accountability_case.id) as persons,
           (select json_agg(json_build_object('kind', kind, 'by', by_employee, 'text', text,
                      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                      'person', facts->'person', 'measure', facts->'measure') order by position)
              from accountability_step where case_id = accountability_case.id) as steps
      from accountability_case
      join incident on incident.id = incident_id
      join institution on institution.code = accountability_case.institution_code`
}

/** Of some institutions, without those that a person himself has to answer for. */
export async function listCases(
  queryable: Queryable,
  institutions: readonly string[],
  without: string,
): Promise<StoredCase[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where accountability_case.institution_code = any(${[...institutions]}::text[])
       and not exists (select from accountability_person
                        where case_id = accountability_case.id and employee_id = ${without})
     order by (accountability_case.state = 'closed'), due_on, accountability_case.id limit 1000`
  return z.array(StoredCase).parse(rows.map((row) => ({ ...row })))
}

/** Keeps others from taking a step until the transaction ends. */
export async function lockCase(tx: Transaction, id: string): Promise<StoredCase | undefined> {
  await tx`select from accountability_case where id = ${id} for update`
  const [row] = await tx`${selection(tx)} where accountability_case.id = ${id}`
  return row && StoredCase.parse({ ...row })
}

export interface NewCaseRow {
  readonly id: string
  readonly incident: string
  readonly institution: string
  readonly openedAt: Date
  readonly openedBy: string
  readonly dueOn: string
  readonly persons: readonly AnswerablePerson[]
}

/** @returns `false` when the id is in use or the incident has a case. */
export async function insertCase(tx: Transaction, row: NewCaseRow): Promise<boolean> {
  const { id, incident, institution, openedAt, openedBy, dueOn, persons } = row
  const inserted = await tx`
    insert into accountability_case (id, incident_id, institution_code, opened_at, opened_by, due_on, state)
    values (${id}, ${incident}, ${institution}, ${openedAt}, ${openedBy}, ${dueOn}, 'open')
        on conflict do nothing
    returning id`
  if (inserted.length === 0) return false
  for (const person of persons)
    await tx`
      insert into accountability_person (case_id, employee_id, institution_code, class)
      values (${id}, ${person.employeeId}, ${person.institution}, ${person.class}) on conflict do nothing`
  return true
}

export async function saveState(tx: Transaction, id: string, state: AccountabilityState): Promise<void> {
  await tx`update accountability_case set state = ${state} where id = ${id}`
}

export async function insertStep(
  tx: Transaction,
  caseId: string,
  { kind, by, at, text, person, measure }: Omit<AccountabilityStep, 'at' | 'by'> & { at: Date; by: string },
): Promise<void> {
  await tx`
    insert into accountability_step (case_id, position, kind, by_employee, at, text, facts)
    select ${caseId}, count(*), ${kind}, ${by}, ${at}, ${text}, ${tx.json({ person, measure })}
      from accountability_step where case_id = ${caseId}`
}
