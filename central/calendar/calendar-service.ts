import type { Queryable } from '#central/database/database.ts'
import { findPublishedDay } from './calendar-repository.ts'
import { type DayKind, dayKind } from './day-kind.ts'

export type { DayKind }

/** What kind of day it is in the bank's calendar. */
export async function kindOfDay(queryable: Queryable, day: string): Promise<DayKind> {
  return dayKind(day, await findPublishedDay(queryable, day))
}
