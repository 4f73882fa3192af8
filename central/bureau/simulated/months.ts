/** Calendar arithmetic on months, as the bureau counts them: in Asia/Shanghai (UTC+8, no daylight saving time). */

import type { Month } from '#central/bureau/report-values.ts'
import type { Day } from '#contract/values.ts'

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** Months since the year 0; consecutive months differ by 1. */
export type MonthIndex = number

export function shanghaiTime(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)
}

export function shanghaiDay(at: Date): Day {
  return shanghaiTime(at).slice(0, 10)
}

export function monthOf(day: Day): MonthIndex {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

export function monthText(month: MonthIndex): Month {
  const year = Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** @param dayOfMonth Beyond the month's last day it means the last day. */
export function dayIn(month: MonthIndex, dayOfMonth: number): Day {
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  return `${monthText(month)}-${String(Math.min(dayOfMonth, last)).padStart(2, '0')}`
}

export function lastDayOf(month: MonthIndex): Day {
  return dayIn(month, 31)
}

/** The same day some months earlier, or the last of that month when it has no such day. */
export function monthsBefore(day: Day, months: number): Day {
  return dayIn(monthOf(day) - months, Number(day.slice(8)))
}
