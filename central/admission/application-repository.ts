import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { type Application, ApplicationState, Decision, type NewApplication } from '#contract/admission.ts'
import { PersonalPurpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import { SubjectKind } from '#contract/user.ts'

const StoredApplication = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  role: Role,
  subjectKinds: z.array(SubjectKind),
  purposes: z.array(PersonalPurpose),
  until: z.string(),
  reason: z.string(),
  score: z.int(),
  state: ApplicationState,
  level: z.int(),
  levels: z.int(),
  madeAt: z.date(),
  decidedAt: z.date().nullable(),
})

function columns(queryable: Queryable) {
  return queryable`application.id, application.employee_id as "employeeId", employee.name,
    institution.code as institution, institution.name as "institutionName", application.role,
    application.subject_kinds as "subjectKinds", application.purposes, valid_until::text as until, reason, paper.score,
    application.state, application.level, application.levels, made_at as "madeAt", decided_at as "decidedAt"`
}

function sources(queryable: Queryable) {
  return queryable`application join employee using (employee_id)
    join institution on institution.code = application.institution_code join paper on paper.id = application.paper_id`
}

/** Applications for institutions of a subtree, newest first. */
export async function listApplications(queryable: Queryable, root: string): Promise<Application[]> {
  const rows = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select ${columns(queryable)} from ${sources(queryable)} join below on below.code = application.institution_code
     order by made_at desc limit 500`
  return withDecisions(queryable, [...rows])
}

export async function findLastApplication(queryable: Queryable, employeeId: string): Promise<Application | undefined> {
  const rows = await queryable`
    select ${columns(queryable)} from ${sources(queryable)}
     where application.employee_id = ${employeeId} order by made_at desc limit 1`
  return (await withDecisions(queryable, [...rows]))[0]
}

export async function lockApplication(tx: Transaction, id: string): Promise<Application | undefined> {
  const rows = await tx`
    select ${columns(tx)} from ${sources(tx)} where application.id = ${id} for update of application`
  return (await withDecisions(tx, [...rows]))[0]
}

const StoredDecision = Decision.omit({ decidedAt: true }).extend({ application: z.uuid(), decidedAt: z.date() })

async function withDecisions(queryable: Queryable, rows: readonly object[]): Promise<Application[]> {
  const applications = rows.map((row) => StoredApplication.parse({ ...row }))
  const ids = applications.map(({ id }) => id)
  const found = await queryable`
    select application_id as application, level, decision, decided_by as "decidedBy", decided_in as "decidedIn", note,
           decided_at as "decidedAt"
      from application_decision where application_id = any(${ids}::uuid[]) order by level`
  const decisions = z.array(StoredDecision).parse([...found])
  return applications.map(
    ({ institution, institutionName, subjectKinds, purposes, until, madeAt, decidedAt, ...rest }) => ({
      ...rest,
      institution: { code: institution, name: institutionName },
      rights: { subjectKinds, purposes, until },
      madeAt: madeAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      decisions: decisions
        .filter(({ application }) => application === rest.id)
        .map(({ application: _, ...decision }) => ({ ...decision, decidedAt: decision.decidedAt.toISOString() })),
    }),
  )
}

export async function insertApplication(
  tx: Transaction,
  application: NewApplication & {
    employeeId: string
    institution: string
    paperId: string
    levels: number
    madeAt: Date
  },
): Promise<void> {
  const { id, employeeId, institution, role, rights, reason, paperId, levels, madeAt } = application
  await tx`
    insert into application (id, employee_id, institution_code, role, subject_kinds, purposes, valid_until, reason,
                             paper_id, state, level, levels, made_at)
    values (${id}, ${employeeId}, ${institution}, ${role}, ${rights.subjectKinds}, ${rights.purposes}, ${rights.until},
            ${reason}, ${paperId}, 'pending', 1, ${levels}, ${madeAt})`
}

export interface NewDecision {
  readonly application: string
  readonly level: number
  readonly decision: 'approved' | 'rejected'
  readonly decidedBy: string
  readonly decidedIn: string
  readonly note: string | null
  readonly decidedAt: Date
  readonly challenge: string
  readonly after: { readonly state: ApplicationState; readonly level: number }
}

export async function saveDecision(tx: Transaction, given: NewDecision): Promise<void> {
  const { application, level, decision, decidedBy, decidedIn, note, decidedAt, challenge, after } = given
  await tx`
    insert into application_decision (application_id, level, decision, decided_by, decided_in, note, decided_at, challenge_id)
    values (${application}, ${level}, ${decision}, ${decidedBy}, ${decidedIn}, ${note}, ${decidedAt}, ${challenge})`
  const isOver = after.state !== 'pending'
  await tx`
    update application
       set state = ${after.state}, level = ${after.level}, decided_at = ${isOver ? decidedAt : null}
     where id = ${application}`
}

/** Nothing is decided for somebody who has left or moved. @returns The applications that ended. */
export async function withdrawPending(tx: Transaction, employeeId: string, at: Date): Promise<string[]> {
  const rows = await tx`
    update application set state = 'withdrawn', decided_at = ${at}
     where employee_id = ${employeeId} and state = 'pending' returning id`
  return rows.map((row) => z.uuid().parse(row['id']))
}

export interface OpenedUser {
  readonly id: string
  readonly employeeId: string
  readonly role: string
  readonly subjectKinds: readonly string[]
  readonly purposes: readonly string[]
  readonly until: Date
  readonly at: Date
}

/** One person one user: somebody who comes back gets his user opened anew, with nothing of the old rights. */
export async function openUser(tx: Transaction, user: OpenedUser): Promise<string> {
  const { id, employeeId, role, subjectKinds, purposes, until, at } = user
  const [row] = await tx`
    insert into app_user (id, employee_id, status, role, grade, subject_kinds, purposes, rights_until,
                          rights_confirmed_at, opened_at)
    values (${id}, ${employeeId}, 'active', ${role}, 'A', ${[...subjectKinds]}, ${[...purposes]}, ${until}, ${at}, ${at})
    on conflict (employee_id) do update
       set status = 'active', role = excluded.role, subject_kinds = excluded.subject_kinds, purposes = excluded.purposes,
           rights_until = excluded.rights_until, rights_confirmed_at = excluded.rights_confirmed_at,
           opened_at = excluded.opened_at, stopped_at = null, moved_on = null, password_hash = null,
           password_changed_at = null, failed_count = 0, lock_count = 0, locked_until = null
     where app_user.status <> 'active'
    returning id`
  return z.uuid().parse(row?.['id'])
}
