/** Applications: made by candidates who passed, decided level by level up the tree, ending in a user with few rights. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { type CandidateCaller, candidateEntryOf, entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { WayBackService } from '#central/suspensions/way-back-service.ts'
import { type Application, decisionOperation, type NewApplication } from '#contract/admission.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { rightsProblem } from '#contract/rules/judge-rights.ts'
import { mayDo } from '#contract/rules/way-back.ts'
import type { StaffChange } from '#contract/staff-feed.ts'
import * as repository from './application-repository.ts'
import { lockApplicant } from './candidate-repository.ts'
import { afterDecision, type DecisionRefusal, decisionRefusal, institutionOfLevel } from './judge-application.ts'
import type { PaperService } from './paper-service.ts'

export interface GivenDecision {
  readonly level: number
  readonly decision: 'approved' | 'rejected'
  readonly note: string | null
  readonly signature: Signature
}

export interface ApplicationService {
  /** @throws {AppError} `test-not-passed`, `conflict` when one is pending or he is a user, `invalid-input` for the rights. */
  make(application: NewApplication, caller: CandidateCaller): Promise<void>
  last(queryable: Queryable, employeeId: string): Promise<Application | undefined>
  /** Applications of the caller's subtree; `isMine` where the next level is his to decide. */
  list(caller: SessionCaller): Promise<(Application & { isMine: boolean })[]>
  countMine(caller: SessionCaller): Promise<number>
  /** @throws {AppError} `signature-refused`, `not-found`, `conflict`, `decision-refused`, `invalid-input` without a reason. */
  decide(id: string, given: GivenDecision, caller: SessionCaller): Promise<void>
  /** What somebody who left or moved had applied for is withdrawn. */
  followStaffChange(tx: Transaction, change: StaffChange, caller: SessionCaller): Promise<void>
}

export interface ApplicationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly signatures: SignatureService
  readonly papers: Pick<PaperService, 'passedPaper'>
  readonly wayBack: Pick<WayBackService, 'standingOf' | 'reopened'>
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly clock: Clock
}

export function createApplicationService(dependencies: ApplicationDependencies): ApplicationService {
  const { database, audit, policy, institutions, signatures, papers, wayBack, events, clock } = dependencies
  return { make, last: repository.findLastApplication, list, countMine, decide, followStaffChange }

  async function make(application: NewApplication, caller: CandidateCaller): Promise<void> {
    const { employeeId, institution } = caller.candidate
    await inTransaction(database, async (tx) => {
      await lockApplicant(tx, employeeId)
      const { kind } = await wayBack.standingOf(tx, employeeId)
      const previous = await repository.findLastApplication(tx, employeeId)
      if (previous?.id === application.id) return
      if (kind === 'user' || previous?.state === 'pending') throw new AppError('conflict', 'One is pending already.')
      const paperId = await papers.passedPaper(tx, employeeId)
      if (paperId === undefined) throw new AppError('test-not-passed', 'The admission test was not passed.')
      const { approvalLevels: levels } = (await policy.current(tx)).body.admission
      await requireRights(tx, application)
      const made = { ...application, employeeId, institution, paperId, levels, madeAt: clock() }
      await repository.insertApplication(tx, made)
      await tellDeciders(tx, institution, 1)
      const { role, rights } = application
      const facts = { role, purposes: rights.purposes, subjectKinds: rights.subjectKinds, until: rights.until, levels }
      await audit.record(tx, candidateEntryOf('application.made', caller, { object: application.id, facts }))
    })
  }

  async function requireRights(tx: Transaction, { rights, role }: NewApplication): Promise<void> {
    const { validDays: maxDays } = (await policy.current(tx)).body.rights
    const problem = rightsProblem(rights, role, { today: shanghaiTime(clock()).day, maxDays })
    if (problem) throw new AppError('invalid-input', 'The input was refused.', { fields: [problem] })
  }

  async function list(caller: SessionCaller): Promise<(Application & { isMine: boolean })[]> {
    const applications = await repository.listApplications(database, caller.user.institution)
    const judged = []
    for (const application of applications)
      judged.push({ ...application, isMine: await isMine(database, application, caller) })
    return judged
  }

  async function countMine(caller: SessionCaller): Promise<number> {
    return (await list(caller)).filter(({ isMine: mine }) => mine).length
  }

  /** The level's own institution first; above it one can step in, but it is not one's to-do. */
  async function isMine(queryable: Queryable, application: Application, caller: SessionCaller): Promise<boolean> {
    if (application.state !== 'pending') return false
    const standing = await standingOf(queryable, application)
    if (institutionOfLevel(standing.above, application.level) !== caller.user.institution) return false
    return decisionRefusal(standing, caller.user, application.level) === undefined
  }

  async function decide(id: string, given: GivenDecision, caller: SessionCaller): Promise<void> {
    const { level, decision, note, signature } = given
    const seen = await inTransaction(database, (tx) => lockWithin(tx, id, caller))
    if (decision === 'rejected' && note === null)
      throw new AppError('invalid-input', 'A rejection needs a reason.', { fields: ['note'] })
    const challenge = await signatures.confirm(decisionOperation({ ...seen, level }, decision), signature, caller)
    await inTransaction(database, async (tx) => {
      const application = await lockWithin(tx, id, caller)
      throwRefusal(decisionRefusal(await standingOf(tx, application), caller.user, level))
      const after = afterDecision(application, decision)
      const decidedBy = caller.user.employeeId
      const decidedIn = caller.user.institution
      await repository.saveDecision(tx, {
        ...{ application: id, level, decision, decidedBy, decidedIn, note, decidedAt: clock(), challenge, after },
      })
      const facts = { level, decision, employee: application.employeeId, challenge }
      await audit.record(tx, entryOf('application.decided', caller, { object: id, facts }))
      if (after.state === 'approved') await openUser(tx, application, caller)
      await tellDeciders(tx, application.institution.code, level)
      if (after.state === 'pending') await tellDeciders(tx, application.institution.code, after.level)
    })
  }

  async function openUser(tx: Transaction, { id, employeeId, role, rights }: Application, caller: SessionCaller) {
    const applicant = await lockApplicant(tx, employeeId)
    const standing = await wayBack.standingOf(tx, employeeId)
    const isAwaited = standing.kind === 'returning' ? mayDo('open-user', standing.step) : standing.kind === 'newcomer'
    if (!applicant?.isEmployed || !isAwaited) throw new AppError('conflict', 'Nobody to open a user for.')
    const at = clock()
    const { subjectKinds, purposes, until } = rights
    const end = new Date(startOfShanghaiDay(until).getTime() + 86_400_000)
    const opened = { id: randomUUID(), employeeId, role, subjectKinds, purposes, until: end, at }
    const userId = await repository.openUser(tx, opened)
    const facts = { application: id, role, subjectKinds, purposes, until }
    await audit.record(tx, entryOf('user.opened', caller, { object: employeeId, facts }))
    await wayBack.reopened(tx, userId, caller)
  }

  async function lockWithin(tx: Transaction, id: string, caller: SessionCaller): Promise<Application> {
    const application = await repository.lockApplication(tx, id)
    const isSeen =
      application && (await institutions.isWithin(tx, application.institution.code, caller.user.institution))
    if (!isSeen) throw new AppError('not-found', 'There is no such application in your subtree.')
    return application
  }

  async function standingOf(queryable: Queryable, application: Application) {
    const above = (await institutions.above(queryable, application.institution.code)).map(({ code }) => code)
    return { ...application, decidedBy: application.decisions.map(({ decidedBy }) => decidedBy), above }
  }

  async function tellDeciders(tx: Transaction, institution: string, level: number): Promise<void> {
    const above = (await institutions.above(tx, institution)).map(({ code }) => code)
    const deciding = institutionOfLevel(above, level)
    if (deciding) await events.toDoChanged(tx, deciding)
  }

  async function followStaffChange(tx: Transaction, change: StaffChange, caller: SessionCaller): Promise<void> {
    if (change.kind !== 'leave' && change.kind !== 'move') return
    for (const id of await repository.withdrawPending(tx, change.employeeId, clock())) {
      const facts = { employee: change.employeeId, change: change.kind }
      await audit.record(tx, entryOf('application.withdrawn', caller, { object: id, facts }))
      await tellDeciders(tx, change.previousInstitution ?? change.institution, 1)
    }
  }
}

function throwRefusal(refusal: DecisionRefusal | undefined): void {
  if (refusal === undefined) return
  if (refusal === 'not-pending' || refusal === 'other-level')
    throw new AppError('conflict', 'The application has been decided meanwhile.')
  throw new AppError('decision-refused', `The decision was refused: ${refusal}.`)
}
