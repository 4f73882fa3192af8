/** Candidates: employees who are no users yet, let in at a bound workstation with a code from their administrator. */

import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import {
  type CandidateCaller,
  candidateEntryOf,
  entryOf,
  type SessionCaller,
  type WorkstationCaller,
  workstationEntryOf,
} from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { AdmissionStanding, WayBackService } from '#central/suspensions/way-back-service.ts'
import type { CandidateEntry, CandidateRow } from '#contract/admission.ts'
import { AppError } from '#contract/failure.ts'
import { mayDo, type WayBackAction } from '#contract/rules/way-back.ts'
import * as repository from './candidate-repository.ts'

const maxWrongCodes = 5
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12

export interface CandidateService {
  /** Employees of the caller's subtree who are no users. */
  list(caller: SessionCaller): Promise<CandidateRow[]>
  /**
   * @throws {AppError} `not-found` outside the subtree or when he has left, `conflict` when he is a user,
   *   `return-not-due` when he is suspended and it is too early.
   */
  issueCode(employeeId: string, caller: SessionCaller): Promise<{ code: string; expiresAt: string }>
  /** @throws {AppError} `admission-refused`; the log has the reason. */
  enter(entry: CandidateEntry, caller: WorkstationCaller): Promise<{ token: string }>
  /** @throws {AppError} `session-ended`. */
  resume(token: string, caller: WorkstationCaller): Promise<CandidateCaller>
  leave(caller: CandidateCaller): Promise<void>
}

export interface CandidateDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly wayBack: Pick<WayBackService, 'standingOf'>
  readonly clock: Clock
}

type Refusal =
  | 'unknown'
  | 'left'
  | 'is-user'
  | 'not-due'
  | 'other-institution'
  | 'no-code'
  | 'too-old'
  | 'too-many'
  | 'wrong-code'

export function createCandidateService(dependencies: CandidateDependencies): CandidateService {
  const { database, audit, policy, institutions, wayBack, clock } = dependencies
  return {
    list: (caller) => repository.listCandidates(database, caller.user.institution, clock()),
    issueCode,
    enter,
    resume,
    leave,
  }

  async function issueCode(employeeId: string, caller: SessionCaller) {
    const { codeMinutes } = (await policy.current()).body.admission
    const code = Array.from(randomBytes(codeLength), (byte) => alphabet[byte % 32]).join('')
    const expiresAt = new Date(clock().getTime() + codeMinutes * 60_000)
    await inTransaction(database, async (tx) => {
      const applicant = await repository.lockApplicant(tx, employeeId)
      const isThere =
        applicant?.isEmployed && (await institutions.isWithin(tx, applicant.institution, caller.user.institution))
      if (!isThere) throw new AppError('not-found', 'There is no such employee in your subtree.')
      const refusal = refusalOf(await wayBack.standingOf(tx, employeeId), 'issue-code')
      if (refusal === 'is-user') throw new AppError('conflict', 'The employee is a user.')
      if (refusal === 'not-due') throw new AppError('return-not-due', 'It is too early for this user to come back.')
      const issuedBy = caller.user.employeeId
      await repository.insertCode(tx, { codeHash: hash(code), employeeId, issuedBy, issuedAt: clock(), expiresAt })
      const facts = { expiresAt: expiresAt.toISOString() }
      await audit.record(tx, entryOf('admission-code.issued', caller, { object: employeeId, facts }))
    })
    return { code, expiresAt: expiresAt.toISOString() }
  }

  async function enter({ employeeId, code }: CandidateEntry, caller: WorkstationCaller): Promise<{ token: string }> {
    const { sessionMinutes } = (await policy.current()).body.admission
    const token = randomBytes(32).toString('base64url')
    const refusal = await inTransaction(database, async (tx) => {
      const found = await judgeEntry(tx, { employeeId, code }, caller)
      if (found !== undefined) {
        if (found === 'wrong-code') await repository.countWrongCode(tx, employeeId)
        const facts = { reason: found }
        await audit.record(tx, workstationEntryOf('candidate.refused', caller, { object: employeeId, facts }))
        return found
      }
      const startedAt = clock()
      const id = randomUUID()
      await repository.useCode(tx, employeeId, startedAt)
      await repository.insertCandidateSession(tx, {
        id,
        tokenHash: hash(token),
        employeeId,
        workstationId: caller.workstation.id,
        startedAt,
        endsAt: new Date(startedAt.getTime() + sessionMinutes * 60_000),
      })
      await audit.record(
        tx,
        workstationEntryOf('candidate.entered', caller, { object: employeeId, facts: { session: id } }),
      )
      return undefined
    })
    if (refusal) throw new AppError('admission-refused', 'Employee ID or admission code was refused.')
    return { token }
  }

  async function judgeEntry(
    tx: Transaction,
    { employeeId, code }: CandidateEntry,
    { workstation }: WorkstationCaller,
  ): Promise<Refusal | undefined> {
    const applicant = await repository.lockApplicant(tx, employeeId)
    if (!applicant) return 'unknown'
    if (!applicant.isEmployed) return 'left'
    if (applicant.institution !== workstation.institution) return 'other-institution'
    const refusal = refusalOf(await wayBack.standingOf(tx, employeeId), 'enter')
    if (refusal) return refusal
    return judgeCode(await repository.lockCode(tx, employeeId), code, clock())
  }

  async function resume(token: string, caller: WorkstationCaller): Promise<CandidateCaller> {
    const session = await repository.findCandidateSession(database, hash(token))
    const isOpen = session?.endedAt === null && session.endsAt > clock() && session.isEmployed
    if (!isOpen || session.workstationId !== caller.workstation.id)
      throw new AppError('session-ended', 'The session is over.')
    const { id, employeeId, name, institution } = session
    return { ...caller, candidate: { session: id, employeeId, name, institution } }
  }

  async function leave(caller: CandidateCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      await repository.endCandidateSession(tx, caller.candidate.session, clock())
      const { employeeId } = caller.candidate
      await audit.record(tx, candidateEntryOf('candidate.left', caller, { object: employeeId, facts: {} }))
    })
  }
}

function refusalOf(standing: AdmissionStanding, action: WayBackAction): 'is-user' | 'not-due' | undefined {
  if (standing.kind === 'newcomer') return undefined
  if (standing.kind === 'user') return 'is-user'
  return mayDo(action, standing.step) ? undefined : 'not-due'
}

function judgeCode(
  open: Awaited<ReturnType<typeof repository.lockCode>>,
  code: string,
  now: Date,
): Refusal | undefined {
  if (!open) return 'no-code'
  if (open.expiresAt <= now) return 'too-old'
  if (open.failedCount >= maxWrongCodes) return 'too-many'
  return timingSafeEqual(open.codeHash, hash(code)) ? undefined : 'wrong-code'
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
