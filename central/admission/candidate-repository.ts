import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { CandidateRow } from '#contract/admission.ts'

const Applicant = z.strictObject({
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  isEmployed: z.boolean(),
})
export type Applicant = z.output<typeof Applicant>

/** Locked until the transaction ends, so that attempts and codes are counted one after the other. */
export async function lockApplicant(tx: Transaction, employeeId: string): Promise<Applicant | undefined> {
  const [row] = await tx`
    select employee.employee_id as "employeeId", employee.name, institution.code as institution,
           institution.name as "institutionName", employee.status = 'employed' as "isEmployed"
      from employee join institution on institution.code = employee.institution_code
     where employee.employee_id = ${employeeId} for update of employee`
  return row && Applicant.parse({ ...row })
}

/** Employees of a subtree who are no users. */
export async function listCandidates(queryable: Queryable, root: string, now: Date): Promise<CandidateRow[]> {
  const rows = await queryable`
    with recursive below as (
      select code from institution where code = ${root}
       union all
      select institution.code from institution join below on institution.parent_code = below.code)
    select employee.employee_id as "employeeId", employee.name, institution.code, institution.name as "institutionName",
           (select max(expires_at) from admission_code where admission_code.employee_id = employee.employee_id
               and used_at is null and expires_at > ${now}) as "codeUntil",
           (select count(*) from paper where paper.employee_id = employee.employee_id) as attempts,
           (select max(score) from paper where paper.employee_id = employee.employee_id) as "bestScore",
           exists (select 1 from paper where paper.employee_id = employee.employee_id and score >= pass_mark) as "isPassed",
           (select state from application where application.employee_id = employee.employee_id
             order by made_at desc limit 1) as application
      from employee
      join institution on institution.code = employee.institution_code
      join below on below.code = institution.code
     where employee.status = 'employed'
       and not exists (select 1 from app_user where app_user.employee_id = employee.employee_id and app_user.status <> 'stopped')
     order by institution.code, employee.employee_id`
  return rows.map(({ code, institutionName, codeUntil, ...row }) =>
    CandidateRow.parse({
      ...row,
      institution: { code, name: institutionName },
      codeUntil: (codeUntil as Date | null)?.toISOString() ?? null,
    }),
  )
}

export interface NewCode {
  readonly codeHash: Uint8Array
  readonly employeeId: string
  readonly issuedBy: string
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/** One code is open for a person; the one before is void. */
export async function insertCode(tx: Transaction, code: NewCode): Promise<void> {
  const { codeHash, employeeId, issuedBy, issuedAt, expiresAt } = code
  await tx`update admission_code set used_at = ${issuedAt} where employee_id = ${employeeId} and used_at is null`
  await tx`
    insert into admission_code (code_hash, employee_id, issued_by, issued_at, expires_at)
    values (${codeHash}, ${employeeId}, ${issuedBy}, ${issuedAt}, ${expiresAt})`
}

const OpenCode = z.strictObject({ codeHash: Bytes, expiresAt: z.date(), failedCount: z.int() })

export async function lockCode(tx: Transaction, employeeId: string) {
  const [row] = await tx`
    select code_hash as "codeHash", expires_at as "expiresAt", failed_count as "failedCount"
      from admission_code where employee_id = ${employeeId} and used_at is null for update`
  return row && OpenCode.parse({ ...row })
}

export async function useCode(tx: Transaction, employeeId: string, at: Date): Promise<void> {
  await tx`update admission_code set used_at = ${at} where employee_id = ${employeeId} and used_at is null`
}

export async function countWrongCode(tx: Transaction, employeeId: string): Promise<void> {
  await tx`
    update admission_code set failed_count = failed_count + 1 where employee_id = ${employeeId} and used_at is null`
}

export interface NewCandidateSession {
  readonly id: string
  readonly tokenHash: Uint8Array
  readonly employeeId: string
  readonly workstationId: string
  readonly startedAt: Date
  readonly endsAt: Date
}

/** One session a person; the one before ends. */
export async function insertCandidateSession(tx: Transaction, session: NewCandidateSession): Promise<void> {
  const { id, tokenHash, employeeId, workstationId, startedAt, endsAt } = session
  await tx`update candidate_session set ended_at = ${startedAt} where employee_id = ${employeeId} and ended_at is null`
  await tx`
    insert into candidate_session (id, token_hash, employee_id, workstation_id, started_at, ends_at)
    values (${id}, ${tokenHash}, ${employeeId}, ${workstationId}, ${startedAt}, ${endsAt})`
}

const LiveCandidate = z.strictObject({
  id: z.uuid(),
  workstationId: z.uuid(),
  endsAt: z.date(),
  endedAt: z.date().nullable(),
  employeeId: z.string(),
  name: z.string(),
  institution: z.string(),
  isEmployed: z.boolean(),
})

export async function findCandidateSession(queryable: Queryable, tokenHash: Uint8Array) {
  const [row] = await queryable`
    select candidate_session.id, workstation_id as "workstationId", ends_at as "endsAt", ended_at as "endedAt",
           employee_id as "employeeId", employee.name, employee.institution_code as institution,
           employee.status = 'employed' as "isEmployed"
      from candidate_session join employee using (employee_id) where token_hash = ${tokenHash}`
  return row && LiveCandidate.parse({ ...row })
}

export async function endCandidateSession(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`update candidate_session set ended_at = ${at} where id = ${id} and ended_at is null`
}
