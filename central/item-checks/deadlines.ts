/** By when an item must be dealt with, by the bank's calendar and the policy. */

import type { CalendarService } from '#central/calendar/calendar-service.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import type { Queryable } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { workingDayAfter, workingDayBefore } from './working-days.ts'

interface Waiting {
  readonly state: string
  readonly waitingSince: Date
}

export type Deadlines = ReturnType<typeof createDeadlines>

export function createDeadlines({
  calendar,
  policy,
  clock,
}: {
  readonly calendar: Pick<CalendarService, 'dayOf'>
  readonly policy: Pick<PolicyService, 'current'>
  readonly clock: Clock
}) {
  return { dueDates, cutOffs }

  /** Looks each day up once, however many items there are. */
  async function dueDates(queryable: Queryable) {
    const { dueWorkingDays, completionWorkingDays } = (await policy.current(queryable)).body.itemCheck
    const isWorking = workingDays(queryable)
    const known = new Map<string, Promise<string>>()
    const { day: today } = shanghaiTime(clock())
    return async ({ state, waitingSince }: Waiting) => {
      const days = state === 'returned' ? completionWorkingDays : dueWorkingDays
      const { day } = shanghaiTime(waitingSince)
      const key = `${day} ${days}`
      const due = known.get(key) ?? workingDayAfter(day, days, isWorking)
      known.set(key, due)
      const dueOn = await due
      return { dueOn, isOverdue: (state === 'waiting' || state === 'returned') && dueOn < today }
    }
  }

  /** What has waited since before these moments is overdue now. */
  async function cutOffs(queryable: Queryable): Promise<{ waitingBefore: Date; returnedBefore: Date }> {
    const { dueWorkingDays, completionWorkingDays } = (await policy.current(queryable)).body.itemCheck
    const isWorking = workingDays(queryable)
    const { day: today } = shanghaiTime(clock())
    const before = async (days: number) => startOfShanghaiDay(await workingDayBefore(today, days, isWorking))
    return { waitingBefore: await before(dueWorkingDays), returnedBefore: await before(completionWorkingDays) }
  }

  function workingDays(queryable: Queryable) {
    const known = new Map<string, Promise<boolean>>()
    return (day: string) => {
      const found = known.get(day) ?? calendar.dayOf(queryable, day).then(({ kind }) => kind !== 'rest')
      known.set(day, found)
      return found
    }
  }
}
