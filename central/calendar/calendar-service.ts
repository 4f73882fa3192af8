/** The bank's working calendar: years that came with the product, and years that head office published. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable } from '#central/database/database.ts'
import type { CalendarOverview, PublishedYear } from '#contract/calendar.ts'
import { AppError } from '#contract/failure.ts'
import { type CalendarDay, dayOfCalendar, isWeekend } from '#contract/rules/day-of-calendar.ts'
import { findPublication, insertPublication } from './calendar-repository.ts'
import { readCalendarSources } from './calendar-sources.ts'
import { shippedYears } from './shipped-years.ts'

/** From this month on the next year should be published. */
const nextYearFromMonth = 11

export interface CalendarService {
  /** What kind of day it is. @param day `YYYY-MM-DD` in Asia/Shanghai. */
  dayOf(queryable: Queryable, day: string): Promise<CalendarDay>
  overview(year: number): Promise<CalendarOverview>
  /** @throws {AppError} `invalid-input` when a day is of another year, stands twice, or differs in nothing. */
  publish(year: PublishedYear, caller: SessionCaller): Promise<CalendarOverview>
}

export function createCalendarService(dependencies: {
  readonly database: Database
  readonly audit: AuditService
  readonly clock: Clock
}): CalendarService {
  const { database, audit, clock } = dependencies
  return { dayOf, overview, publish }

  async function dayOf(queryable: Queryable, day: string): Promise<CalendarDay> {
    return dayOfCalendar(day, await yearOf(queryable, Number(day.slice(0, 4))))
  }

  async function yearOf(queryable: Queryable, year: number): Promise<PublishedYear | undefined> {
    const { exceptions } = (await findPublication(queryable, year)) ?? {}
    return exceptions ? { year, exceptions } : shippedYear(year)
  }

  async function overview(year: number): Promise<CalendarOverview> {
    const publication = await findPublication(database, year)
    const published = publication ? { year, exceptions: publication.exceptions } : shippedYear(year)
    return {
      year,
      published: published ?? null,
      publication: published
        ? { by: publication?.publishedBy ?? null, at: publication?.publishedAt.toISOString() ?? null }
        : null,
      sources: readCalendarSources(year),
      missingYears: await missingYears(),
    }
  }

  async function missingYears(): Promise<number[]> {
    const { day } = shanghaiTime(clock())
    const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
    const wanted = month >= nextYearFromMonth ? [year, year + 1] : [year]
    const found = await Promise.all(wanted.map((one) => yearOf(database, one)))
    return wanted.filter((_, at) => found[at] === undefined)
  }

  async function publish(wanted: PublishedYear, caller: SessionCaller): Promise<CalendarOverview> {
    refuseOddDays(wanted)
    const exceptions = wanted.exceptions.toSorted((a, b) => a.day.localeCompare(b.day))
    await inTransaction(database, async (tx) => {
      const made = { by: caller.user.employeeId, at: clock() }
      const version = await insertPublication(tx, { year: wanted.year, exceptions }, made)
      const days = exceptions.map(({ day, kind }) => `${day} ${kind}`)
      // An entry holds at most forty values a fact; a year has fewer exceptions than that twice over.
      const facts = { version, days: days.slice(0, 40), moreDays: days.slice(40) }
      await audit.record(tx, entryOf('calendar.published', caller, { object: String(wanted.year), facts }))
    })
    return overview(wanted.year)
  }
}

export function shippedYear(year: number): PublishedYear | undefined {
  return shippedYears.find((one) => one.year === year)
}

function refuseOddDays({ year, exceptions }: PublishedYear): void {
  const seen = new Set<string>()
  for (const { day, kind } of exceptions) {
    const differs = isWeekend(day) === (kind === 'work')
    if (!day.startsWith(`${year}-`) || seen.has(day) || !differs)
      throw new AppError('invalid-input', 'A day is of another year, stands twice, or is no exception.', {
        fields: [`exceptions.${day}`],
      })
    seen.add(day)
  }
}
