/**
 * The time a bank has to answer a dispute.
 *
 * @see Regulation on the Credit Reporting Industry (征信业管理条例, State Council order 631), article 25: checked and answered in
 * writing within 20 days of receipt. The day of receipt does not count (Civil Code, article 201). Calendar days; a last day
 * that is a holiday is not put off, although article 203 would allow it: too early is never wrong.
 */

import type { DisputeStanding } from '#contract/dispute.ts'

const dayMs = 86_400_000
const shanghaiOffsetMs = 8 * 3_600_000

/** A calendar day some days later or, with a negative number, earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The calendar day in Shanghai (UTC+8, no summer time since 1991) of a moment. */
export function shanghaiDayOf(moment: Date): string {
  return new Date(moment.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10)
}

/** The last day on which the answer is in time. */
export function disputeDueOn(receivedOn: string, answerDays: number): string {
  return dayAfter(receivedOn, answerDays)
}

export interface ClockFacts {
  readonly dueOn: string
  /** The day in Shanghai on which it was answered; `null` while it is not. */
  readonly answeredOn: string | null
  readonly today: string
}

export function disputeStanding({ dueOn, answeredOn, today }: ClockFacts, warningDays: number): DisputeStanding {
  if (answeredOn !== null) return answeredOn <= dueOn ? 'answered' : 'answered-late'
  if (today > dueOn) return 'overdue'
  return daysBetween(today, dueOn) <= warningDays ? 'warning' : 'in-time'
}

/**
 * How many levels above its institution an unanswered dispute has been taken: one on the first day after it was due, one
 * more every `daysPerLevel` days.
 */
export function escalationLevel(dueOn: string, today: string, daysPerLevel: number): number {
  const late = daysBetween(dueOn, today)
  return late <= 0 ? 0 : 1 + Math.floor((late - 1) / daysPerLevel)
}
