/** What suspends users when a time is over: rights not adjusted after a move, nobody logging in. */

import type { CalendarService } from '#central/calendar/calendar-service.ts'
import { ownEntryOf } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { DayKind } from '#contract/calendar.ts'
import { daysAfter } from '#contract/rules/way-back.ts'
import { haveWorkingDaysPassed } from '#contract/rules/working-days.ts'
import * as repository from './due-repository.ts'
import type { SuspensionService } from './suspension-service.ts'

export interface DueSuspensionService {
  /** Safe in several instances at once: each user is looked at again under lock. @returns How many it suspended. */
  runDue(): Promise<{ readonly moved: number; readonly dormant: number }>
}

export interface DueSuspensionDependencies {
  readonly database: Database
  readonly policy: PolicyService
  readonly calendar: Pick<CalendarService, 'dayOf'>
  readonly suspensions: Pick<SuspensionService, 'suspend'>
  readonly clock: Clock
}

/** Two are needed to bring anybody back: so many of head office stay, however long nobody has seen them. */
const headOfficeStays = 2
const dayMs = 86_400_000

export function createDueSuspensionService(dependencies: DueSuspensionDependencies): DueSuspensionService {
  const { database, policy, calendar, suspensions, clock } = dependencies
  return {
    async runDue() {
      const { moveAdjustDays, dormantDays } = (await policy.current()).body.suspension
      return { moved: await suspendMoved(moveAdjustDays), dormant: await suspendDormant(dormantDays) }
    },
  }

  async function suspendMoved(limit: number): Promise<number> {
    const kindOf = dayKinds()
    let suspended = 0
    for (const { userId, since } of await repository.listMoved(database)) {
      const kinds = await Promise.all(daysUntilToday(since).map(kindOf))
      if (!haveWorkingDaysPassed(kinds, limit)) continue
      const isStillDue = (tx: Transaction) => repository.lockMoved(tx, userId)
      suspended += await suspendIf(isStillDue, { userId, cause: 'move-overdue' })
    }
    return suspended
  }

  async function suspendDormant(days: number): Promise<number> {
    const moment = new Date(clock().getTime() - days * dayMs)
    let mayGo = (await repository.countActiveHeadOffice(database)) - headOfficeStays
    let suspended = 0
    // The longest unseen first, so that of head office those stay who were seen last.
    for (const { userId, role } of await repository.listUnseenSince(database, moment)) {
      const isHeadOffice = role === 'head-office-administrator'
      if (isHeadOffice && mayGo <= 0) continue
      const isStillDue = (tx: Transaction) => repository.lockUnseen(tx, userId, moment)
      const count = await suspendIf(isStillDue, { userId, cause: 'dormant' })
      suspended += count
      if (isHeadOffice) mayGo -= count
    }
    return suspended
  }

  async function suspendIf(
    isStillDue: (tx: Transaction) => Promise<boolean>,
    order: { userId: string; cause: 'move-overdue' | 'dormant' },
  ): Promise<number> {
    return inTransaction(database, async (tx) => {
      if (!(await isStillDue(tx))) return 0
      return (await suspensions.suspend(tx, { ...order, entry: ownEntryOf })) ? 1 : 0
    })
  }

  /** Whole days after the first one, until yesterday; no more than matter for any limit. */
  function daysUntilToday(since: string): string[] {
    const { day: today } = shanghaiTime(clock())
    const days: string[] = []
    for (let day = daysAfter(since, 1); day < today && days.length < 200; day = daysAfter(day, 1)) days.push(day)
    return days
  }

  /** Each day is looked up once a run. */
  function dayKinds(): (day: string) => Promise<DayKind> {
    const known = new Map<string, Promise<DayKind>>()
    return (day) => {
      const kind = known.get(day) ?? calendar.dayOf(database, day).then((found) => found.kind)
      known.set(day, kind)
      return kind
    }
  }
}
