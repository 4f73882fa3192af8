/** The monthly security circular of head office: drafted from the figures, edited and published by a person, late or in time. */

import { randomUUID } from 'node:crypto'
import type { SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { FigureService } from '#central/compliance/figure-service.ts'
import type { Database } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { FirstUseService } from '#central/users/first-use-service.ts'
import { type Circular, CircularId, type SecurityMonth } from '#contract/circular.ts'
import { AppError } from '#contract/failure.ts'
import { monthAfter, securityDueOn, securityStanding } from '#contract/rules/receipts.ts'
import { findOfMonth, listOfMonths } from './circular-repository.ts'
import type { CircularService } from './circular-service.ts'
import { securityCircularOf } from './draft-security-circular.ts'

export interface SecurityCircularService {
  months(): Promise<SecurityMonth[]>
  /** The circular of a month as it stands; a new draft when there is none. @throws {AppError} `invalid-input` for a month that is not over. */
  draft(month: string, caller: SessionCaller): Promise<Circular>
}

export interface SecurityCircularDependencies {
  readonly database: Database
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly circulars: Pick<CircularService, 'keep' | 'read'>
  readonly figures: Pick<FigureService, 'figuresFor'>
  readonly firstUse: FirstUseService
  readonly clock: Clock
}

const shownMonths = 12

export function createSecurityCircularService(dependencies: SecurityCircularDependencies): SecurityCircularService {
  const { database, policy, institutions, circulars, figures, firstUse, clock } = dependencies
  return { months, draft }

  async function months(): Promise<SecurityMonth[]> {
    const today = shanghaiTime(clock()).day
    const { monthlyDueDay } = (await policy.current()).body.circulars
    const firstMonth = ((await firstUse.dayOf(database)) ?? today).slice(0, 7)
    const last = monthAfter(today.slice(0, 7), -1)
    const shown = Array.from({ length: shownMonths }, (_, back) => monthAfter(last, -back)).filter(
      (month) => month === last || month >= firstMonth,
    )
    const known = await listOfMonths(database, shown.at(-1) ?? '')
    return shown.map((month) => {
      const found = known.find((one) => one.month === month)
      const dueOn = securityDueOn(month, monthlyDueDay)
      const publishedOn = found?.publishedAt ? shanghaiTime(found.publishedAt).day : null
      const circular = found
        ? { id: found.id, state: found.state, publishedAt: found.publishedAt?.toISOString() ?? null }
        : null
      return {
        month,
        dueOn,
        circular,
        standing: securityStanding(publishedOn, { dueOn, today, isRequired: month >= firstMonth }),
      }
    })
  }

  async function draft(month: string, caller: SessionCaller): Promise<Circular> {
    const known = await findOfMonth(database, month)
    if (known) return circulars.read(known.id, caller)
    if (month >= shanghaiTime(clock()).day.slice(0, 7))
      throw new AppError('invalid-input', 'This month is not over.', { fields: ['month'] })
    const subtree = await institutions.subtreeOf(database, caller.user.institution)
    const text = securityCircularOf({
      month,
      institution: subtree[0]?.name ?? '',
      figures: await figures.figuresFor(month, caller.user.institution),
    })
    const id = CircularId.parse(randomUUID())
    const readers = ['institution-administrator', 'approver', 'query-officer'] as const
    const common = { targets: [caller.user.institution], audience: [...readers], dueOn: null, supersedes: null }
    await circulars.keep({ id, month, ...text, ...common }, caller)
    return circulars.read(id, caller)
  }
}
