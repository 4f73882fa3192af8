/** Numbers for disputes, circulars, meetings and the library. */

import * as z from 'zod'

const Days = z.int().min(1).max(366)

export const routineSections = {
  disputes: z
    .strictObject({
      /** Calendar days from receipt to the written answer. */
      answerDays: Days,
      /** So many days before it is due the institution is warned. */
      warningDays: z.int().min(0).max(366),
      /** An overdue one is taken one level higher up each time so many days have gone by. */
      escalationDays: Days,
    })
    .default({ answerDays: 20, warningDays: 5, escalationDays: 2 }),
  circulars: z
    .strictObject({
      /** Days that readers have when the sender names none. */
      receiptDays: Days,
      /** So many days before the last one readers are reminded, and daily once it has gone by. */
      reminderDays: z.int().min(0).max(366),
      /** The security circular of a month is due on this day of the next one. */
      monthlyDueDay: z.int().min(1).max(28),
    })
    .default({ receiptDays: 3, reminderDays: 1, monthlyDueDay: 10 }),
  meetings: z
    .strictObject({
      /** The leading group meets at least once in each period of so many months, counted from January. */
      periodMonths: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6), z.literal(12)]),
    })
    .default({ periodMonths: 3 }),
  library: z
    .strictObject({
      /** Days that readers have for a new entry. */
      readDays: Days,
    })
    .default({ readDays: 14 }),
}

/** What is in force until head office publishes something else. */
export const defaultRoutines = {
  disputes: { answerDays: 20, warningDays: 5, escalationDays: 2 },
  circulars: { receiptDays: 3, reminderDays: 1, monthlyDueDay: 10 },
  meetings: { periodMonths: 3 },
  library: { readDays: 14 },
} as const
