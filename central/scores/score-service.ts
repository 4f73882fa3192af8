/** Points of users: deducted when a violation is confirmed, taken back when an appeal is upheld; the grade follows at once. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiYear } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SuspensionService } from '#central/suspensions/suspension-service.ts'
import type { DeductionCategory } from '#contract/deduction.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntry, LogEntryKind } from '#contract/log-entry.ts'
import { scoreOfYear, type YearsScore } from '#contract/rules/grade-of.ts'
import * as repository from './score-repository.ts'

export interface Deduction {
  /** Employee ID. */
  readonly user: string
  readonly category: DeductionCategory
  readonly incident: string
  readonly caller: SessionCaller
}

type Deducted = Awaited<ReturnType<typeof repository.listDeductionsOf>>[number] & { readonly incident: string }

export interface ScoreService {
  /**
   * Takes points off for a confirmed violation, once for a user and an incident; grade C suspends and ends his session.
   *
   * @throws {AppError} `not-found` when there is no such user.
   */
  deduct(tx: Transaction, deduction: Deduction): Promise<YearsScore>
  /** Gives back what an incident took, as new rows; a suspension that has lost its ground ends. */
  reverse(tx: Transaction, incident: string, caller?: SessionCaller): Promise<void>
  /** A user who came back by a fresh application: what was before counts no more. */
  restart(tx: Transaction, userId: string, caller: SessionCaller): Promise<void>
  /** Lets grades follow the new year; frees nobody who is suspended. @returns How many turned. */
  runDue(): Promise<number>
}

export interface ScoreDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly suspensions: Pick<SuspensionService, 'suspend' | 'deductionReversed' | 'openCausesOf'>
  readonly clock: Clock
}

export function createScoreService(dependencies: ScoreDependencies): ScoreService {
  const { database, audit, policy, suspensions, clock } = dependencies
  return { deduct, reverse, restart, runDue }

  async function deduct(tx: Transaction, { user: employeeId, category, incident, caller }: Deduction) {
    const user = await repository.lockUser(tx, { employeeId })
    if (!user) throw new AppError('not-found', 'There is no such user.')
    const { deductions } = (await policy.current(tx)).body.score
    const points = deductions[category]
    const written = await repository.insertRow(tx, {
      ...{ userId: user.id, year: thisYear(), kind: 'deduction', category, points, incident },
      ...{ by: caller.user.employeeId, at: clock() },
    })
    const score = await scoreOf(tx, user.id)
    if (!written) return score
    const facts = { category, points, left: score.points, grade: score.grade, incident }
    await record(tx, 'score.deducted', user, { facts, caller })
    const suspension = { userId: user.id, cause: 'grade-c', by: caller.user.employeeId, incident } as const
    if (score.grade === 'C') await suspensions.suspend(tx, { ...suspension, entry: entryMakerOf(caller) })
    await follow(tx, user, caller)
    return score
  }

  async function reverse(tx: Transaction, incident: string, caller?: SessionCaller): Promise<void> {
    for (const deduction of await repository.listDeductionsOf(tx, incident))
      await giveBack(tx, { ...deduction, incident }, caller)
  }

  async function giveBack(tx: Transaction, deduction: Deducted, caller: SessionCaller | undefined): Promise<void> {
    const { id, userId, year, points, incident } = deduction
    const user = await repository.lockUser(tx, { id: userId })
    const by = caller?.user.employeeId ?? null
    const row = { userId, year, kind: 'reversal', points, incident, reverses: id, by, at: clock() } as const
    if (!user || !(await repository.insertRow(tx, row))) return
    const score = await scoreOf(tx, userId, year)
    await record(tx, 'score.reversed', user, { facts: { points, incident, year, left: score.points }, caller })
    if (score.grade !== 'C') await suspensions.deductionReversed(tx, { userId, year }, caller)
    await follow(tx, user, caller)
  }

  async function restart(tx: Transaction, userId: string, caller: SessionCaller): Promise<void> {
    const user = await repository.lockUser(tx, { id: userId })
    if (!user) throw new AppError('not-found', 'There is no such user.')
    const by = caller.user.employeeId
    await repository.insertRow(tx, { userId, year: thisYear(), kind: 'fresh-start', points: 0, by, at: clock() })
    await record(tx, 'score.restarted', user, { facts: {}, caller })
    await follow(tx, user, caller)
  }

  async function runDue(): Promise<number> {
    const due = await repository.listGradesToTurn(database, thisYear())
    for (const id of due)
      await inTransaction(database, async (tx) => {
        const user = await repository.lockUser(tx, { id })
        if (user) await follow(tx, user, undefined)
      })
    return due.length
  }

  /** C stays as long as the suspension for it is open, whatever a new year's ledger says. */
  async function follow(tx: Transaction, user: repository.ScoredUser, caller: SessionCaller | undefined) {
    const isHeld = (await suspensions.openCausesOf(tx, user.id)).includes('grade-c')
    const grade = isHeld ? 'C' : (await scoreOf(tx, user.id)).grade
    if (grade === user.grade) return
    await repository.saveGrade(tx, user.id, grade)
    await record(tx, 'user.grade-changed', user, { facts: { from: user.grade, to: grade }, caller })
  }

  async function scoreOf(tx: Transaction, userId: string, year = thisYear()): Promise<YearsScore> {
    const rows = await repository.listRows(tx, userId, year)
    return scoreOfYear(rows, (await policy.current(tx)).body.score)
  }

  async function record(
    tx: Transaction,
    kind: LogEntryKind,
    { employeeId }: repository.ScoredUser,
    { facts, caller }: { facts: LogEntry['facts']; caller: SessionCaller | undefined },
  ): Promise<void> {
    const about = { object: employeeId, facts }
    await audit.record(tx, entryMakerOf(caller)(kind, about))
  }

  function thisYear(): number {
    return shanghaiYear(clock())
  }
}
