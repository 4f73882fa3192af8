/** Where suspended users stand on their way back, for their administrators and for admission; review and lift. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { ScoreService } from '#central/scores/score-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { mayDo, mayLift, type WayBack, type WayBackAction, wayBackOf } from '#contract/rules/way-back.ts'
import { everyCause } from '#contract/suspension.ts'
import {
  liftOperation,
  type ReturnReview,
  reviewOperation,
  type SuspendedUser,
  type SuspensionLift,
} from '#contract/way-back.ts'
import type { SuspensionRecordService } from './suspension-record-service.ts'
import { insertChange } from './suspension-repository.ts'
import { factsOf, openCauseOf, suspendedUserOf } from './way-back-facts.ts'
import * as repository from './way-back-repository.ts'

type Signed<T> = T & { readonly signature: Signature }

/** How somebody stands towards admission: a newcomer, a user, or a user on his way back. */
export type AdmissionStanding =
  | { readonly kind: 'newcomer' }
  | { readonly kind: 'user' }
  | ({ readonly kind: 'returning'; readonly retestPaper: string | undefined } & WayBack)

export interface WayBackService {
  list(caller: SessionCaller): Promise<SuspendedUser[]>
  /** Those who wait for what an administrator of the subtree does next. */
  countWaiting(caller: SessionCaller): Promise<number>
  /** Locks the user until the transaction ends. */
  standingOf(tx: Transaction, employeeId: string): Promise<AdmissionStanding>
  /** @throws {AppError} `signature-refused`, `not-found`, `forbidden` for oneself, `return-not-due`, `conflict` for another paper. */
  review(employeeId: string, given: Signed<ReturnReview & { paper: string }>, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `signature-refused`, `not-found`, `forbidden` for oneself, `return-not-due`. */
  lift(employeeId: string, given: Signed<SuspensionLift>, caller: SessionCaller): Promise<void>
  /** A fresh application was approved: what suspended the user ends with it; after grade C his points begin anew. */
  reopened(tx: Transaction, userId: string, caller: SessionCaller): Promise<void>
}

export interface WayBackDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: Pick<InstitutionService, 'isWithin' | 'subtreeOf'>
  readonly signatures: SignatureService
  readonly records: SuspensionRecordService
  readonly scores: Pick<ScoreService, 'restart'>
  readonly clock: Clock
}

export function createWayBackService(dependencies: WayBackDependencies): WayBackService {
  const { database, audit, policy, institutions, signatures, records, scores, clock } = dependencies
  return { list, countWaiting, standingOf, review, lift, reopened }

  async function list(caller: SessionCaller): Promise<SuspendedUser[]> {
    const { today, startOfDay } = now()
    const codes = (await institutions.subtreeOf(database, caller.user.institution)).map(({ code }) => code)
    const standings = await repository.listStandings(database, codes, startOfDay)
    const rules = await rulesOf(database)
    return standings.map((standing) => suspendedUserOf(standing, wayBackOf(factsOf(standing, today), rules)))
  }

  async function countWaiting(caller: SessionCaller): Promise<number> {
    const isTurn = ({ employeeId, step, identityCheck }: SuspendedUser) =>
      employeeId !== caller.user.employeeId &&
      identityCheck?.firstBy !== caller.user.employeeId &&
      (mayDo('sign-identity', step) || mayDo('review', step) || step === 'lift')
    return (await list(caller)).filter(isTurn).length
  }

  async function standingOf(tx: Transaction, employeeId: string): Promise<AdmissionStanding> {
    const { today, startOfDay } = now()
    const standing = await repository.lockStanding(tx, employeeId, startOfDay)
    if (!standing) return { kind: 'newcomer' }
    const way = wayBackOf(factsOf(standing, today), await rulesOf(tx))
    if (way.step !== 'none') return { kind: 'returning', retestPaper: standing.retest?.paper, ...way }
    return { kind: standing.status === 'stopped' ? 'newcomer' : 'user' }
  }

  async function review(
    employeeId: string,
    { paper, decision, note, signature }: Signed<ReturnReview & { paper: string }>,
    caller: SessionCaller,
  ): Promise<void> {
    const challenge = await signatures.confirm(reviewOperation(employeeId, paper, decision), signature, caller)
    await inTransaction(database, async (tx) => {
      const { userId, retest } = await lockFor(tx, employeeId, caller, 'review')
      if (retest?.paper !== paper) throw new AppError('conflict', 'There is another retest by now.')
      const [by, at] = [caller.user.employeeId, clock()]
      await repository.insertReview(tx, { paper, userId, decision, note, by, at, challenge })
      await insertChange(tx, { userId, kind: 'return-reviewed', cause: decision, note, by, at })
      const facts = { paper, decision, score: retest.score, challenge }
      await audit.record(tx, entryOf('user.return-reviewed', caller, { object: employeeId, facts }))
    })
  }

  async function lift(employeeId: string, { cause, note, signature }: Signed<SuspensionLift>, caller: SessionCaller) {
    const challenge = await signatures.confirm(liftOperation(employeeId, cause), signature, caller)
    await inTransaction(database, async (tx) => {
      const { userId, suspensions } = await lockFor(tx, employeeId, caller)
      const by = caller.user.employeeId
      const open = suspensions.find((one) => one.cause === cause)
      if (!open || !mayLift({ ...openCauseOf(open), by: open.by }, by)) throw notDue()
      const end = { userId, causes: [cause], ending: 'lifted', by, note, facts: { challenge } } as const
      await records.end(tx, { ...end, entry: entryMakerOf(caller) })
    })
  }

  async function reopened(tx: Transaction, userId: string, caller: SessionCaller): Promise<void> {
    const by = caller.user.employeeId
    const end = { userId, causes: everyCause, ending: 'fresh-application', by } as const
    const ended = await records.end(tx, { ...end, entry: entryMakerOf(caller) })
    if (ended.includes('grade-c')) await scores.restart(tx, userId, caller)
  }

  /** Nobody lets himself back. */
  async function lockFor(tx: Transaction, employeeId: string, caller: SessionCaller, action?: WayBackAction) {
    if (employeeId === caller.user.employeeId) throw new AppError('forbidden', 'Nobody administers himself.')
    const { today, startOfDay } = now()
    const standing = await repository.lockStanding(tx, employeeId, startOfDay)
    if (!standing || !(await institutions.isWithin(tx, standing.institution.code, caller.user.institution)))
      throw new AppError('not-found', 'There is no such user in your subtree.')
    const { step } = wayBackOf(factsOf(standing, today), await rulesOf(tx))
    if (action && !mayDo(action, step)) throw notDue()
    return standing
  }

  async function rulesOf(queryable: Queryable) {
    const { suspension, admission } = (await policy.current(queryable)).body
    return { ...suspension, passValidDays: admission.passValidDays }
  }

  function now() {
    const today = shanghaiTime(clock()).day
    return { today, startOfDay: startOfShanghaiDay(today) }
  }
}

function notDue(): AppError {
  return new AppError('return-not-due', 'On the way back of this user something else comes first.')
}
