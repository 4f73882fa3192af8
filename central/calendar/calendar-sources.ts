/** What two independent packages say about a year. Both are silent about years they do not know, so neither decides. */

import chineseDays from 'chinese-days'
import { getFestival, isWorkday } from 'chinese-workday'
import type { CalendarSource, ExceptionalDay } from '#contract/calendar.ts'
import { isWeekend } from '#contract/rules/day-of-calendar.ts'

interface Source {
  readonly name: string
  isWorkday(day: string): boolean
  nameOf(day: string): string
}

const sources: readonly Source[] = [
  {
    name: 'chinese-days',
    isWorkday: (day) => chineseDays.isWorkday(day),
    // `National Day,国庆节,3`: English, Chinese, length.
    nameOf: (day) => chineseDays.getDayDetail(day).name.split(',')[1] ?? '',
  },
  {
    name: 'chinese-workday',
    isWorkday: (day) => isWorkday(day),
    nameOf: (day) => getFestival(day).replace(/^补/, ''),
  },
]

/** A make-up Saturday: a package that does not see it reads days in another time zone than this machine's. */
const probe = '2026-10-10'

/** The days of a year that differ from an ordinary week, by each source. */
export function readCalendarSources(year: number): CalendarSource[] {
  return sources.map((source) => {
    const exceptions = source.isWorkday(probe) ? exceptionsOf(source, year) : []
    return { name: source.name, exceptions: exceptions.length === 0 ? null : exceptions }
  })
}

function exceptionsOf(source: Source, year: number): ExceptionalDay[] {
  return daysOf(year)
    .filter((day) => source.isWorkday(day) === isWeekend(day))
    .map((day) => ({ day, kind: isWeekend(day) ? 'work' : 'rest', name: source.nameOf(day).slice(0, 20) }))
}

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
