/** Points as people read them: one's own, or those of a user of the subtree. */

import type { SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiYear } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import { scoreOfYear } from '#contract/rules/grade-of.ts'
import type { ScoreRow, UserScore } from '#contract/score.ts'
import * as repository from './score-repository.ts'

export interface ScoreReadingService {
  ownOf(caller: SessionCaller): Promise<UserScore>
  /** @throws {AppError} `not-found` outside the caller's subtree. */
  of(employeeId: string, caller: SessionCaller): Promise<UserScore>
}

export function createScoreReadingService(dependencies: {
  readonly database: Database
  readonly policy: PolicyService
  readonly institutions: Pick<InstitutionService, 'isWithin'>
  readonly clock: Clock
}): ScoreReadingService {
  const { database, policy, institutions, clock } = dependencies
  return { ownOf: (caller) => read(caller.user.employeeId, caller), of: read }

  async function read(employeeId: string, caller: SessionCaller): Promise<UserScore> {
    const { score } = (await policy.current()).body
    const year = shanghaiYear(clock())
    const { user, rows } = await inTransaction(database, async (tx) => {
      const found = await repository.findUser(tx, employeeId)
      const isOwn = employeeId === caller.user.employeeId
      if (!found || !(isOwn || (await institutions.isWithin(tx, found.institution, caller.user.institution))))
        throw new AppError('not-found', 'There is no such user in your subtree.')
      return { user: found, rows: await repository.listAllRows(tx, found.id) }
    })
    const { points } = scoreOfYear(
      rows.filter((row) => row.year === year),
      score,
    )
    const nextYearOn = `${year + 1}-01-01`
    const seen = rows.map((row) => seenRow(row, rows)).toReversed()
    return { employeeId, year, grade: user.grade, points, nextYearOn, policy: score, rows: seen }
  }
}

function seenRow(row: repository.KnownRow, rows: readonly repository.KnownRow[]): ScoreRow {
  const { id, year, at, kind, by } = row
  const common = { id, year, kind, by, at: at.toISOString() }
  if (row.kind === 'fresh-start')
    return { ...common, category: null, points: 0, incident: null, rule: null, counts: true }
  const { incident, rule, points } = row
  const category = row.kind === 'deduction' ? row.category : reversedCategory(row.reverses, rows)
  return { ...common, category, points, incident, rule, counts: row.kind === 'reversal' || counts(row, rows) }
}

function reversedCategory(reversed: number, rows: readonly repository.KnownRow[]): ScoreRow['category'] {
  const found = rows.find(({ id }) => id === reversed)
  return found?.kind === 'deduction' ? found.category : null
}

function counts(deduction: repository.KnownRow, rows: readonly repository.KnownRow[]): boolean {
  const isReversed = rows.some((row) => row.kind === 'reversal' && row.reverses === deduction.id)
  const isBefore = rows.some(
    (row) => row.kind === 'fresh-start' && row.year === deduction.year && row.id > deduction.id,
  )
  return !(isReversed || isBefore)
}
