/** When a period begins and ends, and what came before it. */

import type { Period, PeriodKind } from '#contract/period.ts'

/** First day and the day after the last one. */
export interface PeriodDays {
  readonly from: string
  readonly until: string
}

const monthsOfQuarter = 3

export function kindOfPeriod(period: Period): PeriodKind {
  if (period.includes('Q')) return 'quarter'
  return period.length === 7 ? 'month' : 'day'
}

/** The period of a kind in which a day lies. */
export function periodOf(kind: PeriodKind, day: string): Period {
  if (kind === 'day') return day
  if (kind === 'month') return day.slice(0, 7)
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / monthsOfQuarter)}`
}

export function daysOfPeriod(period: Period): PeriodDays {
  const kind = kindOfPeriod(period)
  if (kind === 'day') return { from: period, until: addDays(period, 1) }
  const year = Number(period.slice(0, 4))
  const months = kind === 'month' ? 1 : monthsOfQuarter
  const first = kind === 'month' ? Number(period.slice(5)) : (Number(period.at(-1)) - 1) * monthsOfQuarter + 1
  return { from: firstOfMonth(year, first), until: firstOfMonth(year, first + months) }
}

/** The one before it, of the same kind. */
export function previousPeriod(period: Period): Period {
  return periodOf(kindOfPeriod(period), addDays(daysOfPeriod(period).from, -1))
}

/** So many periods that end with this one, oldest first. */
export function periodsUpTo(period: Period, count: number): Period[] {
  const all = [period]
  while (all.length < count) all.unshift(previousPeriod(all[0] ?? period))
  return all
}

/** Whether nothing can be added to it any more. */
export function isPeriodOver(period: Period, today: string): boolean {
  return daysOfPeriod(period).until <= today
}

/** A day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The month may be beyond December: it is then one of the next year. */
function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
}
