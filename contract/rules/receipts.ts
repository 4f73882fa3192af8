/** Receipts of circulars and readers of the library: who is late, and when somebody is reminded. */

import type { ReceiptStanding, SecurityMonth } from '#contract/circular.ts'
import { dayAfter } from '#contract/rules/dispute-clock.ts'

export interface ReceiptFacts {
  /** The day in Shanghai on which it was confirmed; `null` while it is not. */
  readonly confirmedOn: string | null
  /** The last day that is in time. */
  readonly dueOn: string
  readonly today: string
}

export function receiptStanding({ confirmedOn, dueOn, today }: ReceiptFacts): ReceiptStanding {
  if (confirmedOn !== null) return confirmedOn <= dueOn ? 'confirmed' : 'confirmed-late'
  return today > dueOn ? 'late' : 'waiting'
}

export interface ReminderFacts {
  readonly dueOn: string
  readonly remindedOn: string | null
  readonly today: string
  readonly reminderDays: number
}

/** Once shortly before the last day, and each day after it. */
export function isReminderDue({ dueOn, remindedOn, today, reminderDays }: ReminderFacts): boolean {
  if (today < dayAfter(dueOn, -reminderDays) || remindedOn === today) return false
  return remindedOn === null || today > dueOn
}

/** The last day on which the security circular of a month is in time: a day of the month after it. */
export function securityDueOn(month: string, dueDay: number): string {
  return `${monthAfter(month, 1)}-${String(dueDay).padStart(2, '0')}`
}

export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

export function securityStanding(
  publishedOn: string | null,
  { dueOn, today, isRequired }: { readonly dueOn: string; readonly today: string; readonly isRequired: boolean },
): SecurityMonth['standing'] {
  if (publishedOn !== null) return publishedOn <= dueOn ? 'published' : 'published-late'
  if (!isRequired) return 'not-required'
  return today > dueOn ? 'late' : 'open'
}
