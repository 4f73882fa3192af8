/** What head office is about to publish: pure, so that the screen only shows it. */

import type { CalendarOverview, ExceptionalDay } from '#contract/calendar.ts'
import { isWeekend } from '#contract/rules/day-of-calendar.ts'

/** Begins with what is published, else with what all sources that know the year agree on. */
export function draftOf({ published, sources }: CalendarOverview): readonly ExceptionalDay[] {
  if (published) return published.exceptions
  const [first, ...others] = sources.flatMap(({ exceptions }) => (exceptions ? [exceptions] : []))
  return (first ?? []).filter((day) => others.every((other) => other.some((one) => isSame(one, day))))
}

/** Makes a working day a day of rest and the other way round. */
export function toggleDay(days: readonly ExceptionalDay[], day: string, name: string): readonly ExceptionalDay[] {
  if (days.some((one) => one.day === day)) return days.filter((one) => one.day !== day)
  return [...days, { day, kind: isWeekend(day) ? ('work' as const) : ('rest' as const), name }]
}

/** How many days differ from what is published; all of them when nothing is. */
export function changesOf({ published }: CalendarOverview, days: readonly ExceptionalDay[]): number {
  if (!published) return days.length
  const isIn = (list: readonly ExceptionalDay[], day: ExceptionalDay) => list.some((one) => isSame(one, day))
  const added = days.filter((day) => !isIn(published.exceptions, day))
  const removed = published.exceptions.filter((day) => !isIn(days, day))
  return added.length + removed.length
}

function isSame(a: ExceptionalDay, b: ExceptionalDay): boolean {
  return a.day === b.day && a.kind === b.kind
}
