/** What an officer may still ask today, and when: shown before he asks. */

import type { CalendarService } from '#central/calendar/calendar-service.ts'
import type { SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { Allowance } from '#contract/query.ts'
import { limitsAt } from '#contract/rules/limits-at.ts'
import { maintenanceAhead } from '#contract/rules/maintenance.ts'
import { workingHoursOn } from '#contract/rules/working-hours.ts'
import { placeFacts } from './gather-facts.ts'
import * as repository from './query-repository.ts'

/** Maintenance of the bureau is announced this long before. */
const announcedMs = 7 * 86_400_000

export function createAllowance({
  database,
  policy,
  calendar,
  institutions,
  clock,
}: {
  readonly database: Database
  readonly policy: PolicyService
  readonly calendar: CalendarService
  readonly institutions: InstitutionService
  readonly clock: Clock
}): (caller: SessionCaller) => Promise<Allowance> {
  return async (caller) => {
    const { body } = await policy.current()
    const now = clock()
    const { day, time } = shanghaiTime(now)
    const asked = await repository.countAskedSince(database, caller.user.id, startOfShanghaiDay(day))
    const place = placeFacts(await institutions.above(database, caller.user.institution))
    const { personalPerDay: perDay } = limitsAt(body, place.level).query
    return {
      asked,
      perDay,
      workingHours: workingHoursOn(body, place.institutions, day),
      maintenance:
        maintenanceAhead(body, `${day} ${time}`, `${shanghaiTime(new Date(now.getTime() + announcedMs)).day} 24:00`) ??
        null,
      today: (await calendar.dayOf(database, day)).kind,
      now: now.toISOString(),
    }
  }
}
