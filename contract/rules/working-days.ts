/** Whether so many working days have gone by. */

import type { DayKind } from '#contract/calendar.ts'

/**
 * @param daysSince Kinds of the whole days after the first one, until yesterday. A day of a year that is not published
 *   counts as a working day, as it does for queries.
 */
export function haveWorkingDaysPassed(daysSince: readonly DayKind[], limit: number): boolean {
  return daysSince.filter((kind) => kind !== 'rest').length >= limit
}
