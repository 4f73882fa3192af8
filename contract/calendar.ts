/** The bank's working calendar (工作日历): a year is published as the days that differ from an ordinary week. */

import * as z from 'zod'
import { Day, EmployeeId, Instant } from '#contract/values.ts'

/** `unknown`: an ordinary weekday of a year that is not published; queries go ahead as on a working day. */
export const dayKinds = ['work', 'rest', 'unknown'] as const
export const DayKind = z.enum(dayKinds)
export type DayKind = z.output<typeof DayKind>

export const CalendarYear = z.int().min(2020).max(2100)

/** A weekday on which the bank rests, or a Saturday or Sunday on which it works. */
export const ExceptionalDay = z.strictObject({ day: Day, kind: z.enum(['work', 'rest']), name: z.string().max(20) })
export type ExceptionalDay = z.output<typeof ExceptionalDay>

export const PublishedYear = z.strictObject({ year: CalendarYear, exceptions: z.array(ExceptionalDay).max(80) })
export type PublishedYear = z.output<typeof PublishedYear>

/** What one source knows of a year; `null` when it does not know the year yet. */
export const CalendarSource = z.strictObject({
  name: z.string().max(40),
  exceptions: z.array(ExceptionalDay).nullable(),
})
export type CalendarSource = z.output<typeof CalendarSource>

/** A year as head office sees it before and after publishing. */
export const CalendarOverview = z.strictObject({
  year: CalendarYear,
  published: PublishedYear.nullable(),
  /** `null` in `by`: the year came with the product. */
  publication: z.strictObject({ by: EmployeeId.nullable(), at: Instant.nullable() }).nullable(),
  sources: z.array(CalendarSource).max(4),
  /** Years of which this one or the next is not published, so that somebody sees to it. */
  missingYears: z.array(CalendarYear),
})
export type CalendarOverview = z.output<typeof CalendarOverview>
