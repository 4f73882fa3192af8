/** What kind of day it is in the bank's calendar, and why. */

import type { DayKind, PublishedYear } from '#contract/calendar.ts'

/** Public holidays that fall on the same date every year. */
const fixedHolidays: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
}

export interface CalendarDay {
  readonly kind: DayKind
  readonly reason: 'holiday' | 'make-up' | 'weekend' | 'ordinary' | 'fixed-holiday' | 'year-not-published'
  /** The holiday's name, where there is one. */
  readonly name?: string
}

/**
 * Looks a day up. In a year that is not published weekends and holidays of fixed date rest, the other days are unknown:
 * a guessed movable holiday would block honest work, a guessed working day would hide that somebody must publish.
 *
 * @param day `YYYY-MM-DD` in Asia/Shanghai.
 * @param published The year of that day; `undefined` when it is not published.
 * @see Regulation on public holidays for national annual festivals and memorial days (2024), article 2.
 */
export function dayOfCalendar(day: string, published: PublishedYear | undefined): CalendarDay {
  const isAtWeekend = isWeekend(day)
  if (published === undefined) {
    const name = fixedHolidays[day.slice(5)]
    if (name !== undefined) return { kind: 'rest', reason: 'fixed-holiday', name }
    return isAtWeekend ? { kind: 'rest', reason: 'weekend' } : { kind: 'unknown', reason: 'year-not-published' }
  }
  const exception = published.exceptions.find((one) => one.day === day)
  if (exception) {
    const { kind, name } = exception
    return { kind, reason: kind === 'work' ? 'make-up' : 'holiday', name }
  }
  return isAtWeekend ? { kind: 'rest', reason: 'weekend' } : { kind: 'work', reason: 'ordinary' }
}

/** @param day `YYYY-MM-DD`; a calendar day has no time zone. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
