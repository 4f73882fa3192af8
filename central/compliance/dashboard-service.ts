/** What an administrator sees first: his subtree as of now. */

import type { CalendarService } from '#central/calendar/calendar-service.ts'
import type { SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { Dashboard } from '#contract/compliance.ts'
import { figure } from '#contract/figures.ts'
import { addDays, daysOfPeriod, periodOf, previousPeriod } from '#contract/rules/period.ts'
import type { FigureService } from './figure-service.ts'

export interface DashboardService {
  read(caller: SessionCaller): Promise<Dashboard>
}

export interface DashboardDependencies {
  readonly database: Database
  readonly institutions: InstitutionService
  readonly calendar: Pick<CalendarService, 'overview'>
  readonly figures: FigureService
  /** What matters now and belongs to no period. */
  readonly present: FigureService
  readonly clock: Clock
}

const daysShown = 30

export function createDashboardService(dependencies: DashboardDependencies): DashboardService {
  const { database, institutions, calendar, figures, present: presentFigures, clock } = dependencies
  return {
    async read({ user }) {
      const now = clock()
      const today = shanghaiTime(now).day
      const month = periodOf('month', today)
      const until = addDays(today, 1)
      const from = addDays(until, -daysShown)
      const [own, previous, perDay, { figures: present }, [institution], { missingYears }] = await Promise.all([
        figures.treeFor(daysOfPeriod(month), user.institution),
        figures.figuresFor(previousPeriod(month), user.institution),
        figures.queriesPerDay({ from, until }, user.institution),
        presentFigures.treeFor(yearOf(today), user.institution),
        institutions.above(database, user.institution),
        calendar.overview(Number(today.slice(0, 4))),
      ])
      return {
        institution: user.institution,
        institutionName: institution?.name ?? '',
        month,
        figures: { ...own.figures, ...present },
        previous,
        days: everyDay(from, perDay),
        children: own.children.map((child) => ({
          code: child.institution.code,
          name: child.institution.name,
          figures: child.figures,
        })),
        missingYears,
        leaks: {
          suspected: figure(present, 'present', 'suspected-leaks'),
          confirmed: figure(present, 'present', 'confirmed-leaks'),
        },
        asOf: now.toISOString(),
      }
    },
  }
}

function yearOf(day: string) {
  const year = Number(day.slice(0, 4))
  return { from: `${year}-01-01`, until: `${year + 1}-01-01` }
}

function everyDay(from: string, days: readonly { day: string; allowed: number; blocked: number }[]): Dashboard['days'] {
  const known = new Map(days.map((one) => [one.day, one]))
  return Array.from({ length: daysShown }, (_, at) => addDays(from, at)).map(
    (day) => known.get(day) ?? { day, allowed: 0, blocked: 0 },
  )
}
