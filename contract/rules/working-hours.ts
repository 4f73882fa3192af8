/** The working hours of an institution on a day. */

import type { PolicyBody } from '#contract/policy.ts'

export interface WorkingHours {
  /** `HH:MM` in Asia/Shanghai; the first minute that belongs to the working time. */
  readonly from: string
  /** The first minute that does not. */
  readonly until: string
}

/**
 * The exception of the nearest institution up the tree whose season the day lies in, else the bank's hours.
 *
 * @param institutions The user's institution and those above it, nearest first.
 * @param day `YYYY-MM-DD`. A season may run over the turn of the year.
 */
export function workingHoursOn(
  { workingHours }: Pick<PolicyBody, 'workingHours'>,
  institutions: readonly string[],
  day: string,
): WorkingHours {
  const { from, until, exceptions } = workingHours
  const inSeason = exceptions.filter(({ fromDay, untilDay }) => isInSeason(day.slice(5), fromDay, untilDay))
  for (const code of institutions) {
    const own = inSeason.find(({ institution }) => institution === code)
    if (own) return { from: own.from, until: own.until }
  }
  const everywhere = inSeason.find(({ institution }) => institution === null)
  return everywhere ? { from: everywhere.from, until: everywhere.until } : { from, until }
}

function isInSeason(monthAndDay: string, from: string, until: string): boolean {
  return from <= until ? monthAndDay >= from && monthAndDay <= until : monthAndDay >= from || monthAndDay <= until
}
