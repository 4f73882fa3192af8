/** When a course is due for somebody, and how it stands. Days are `YYYY-MM-DD` in Asia/Shanghai. */

import { warningDays } from '#contract/training.ts'

const dayMs = 86_400_000

/** Somebody who becomes a user late in the year has so many days. */
export const newcomerDays = 30

export function dueFor(course: { readonly dueOn: string }, { openedOn }: { readonly openedOn: string | null }): string {
  if (openedOn === null) return course.dueOn
  const own = new Date(Date.parse(openedOn) + newcomerDays * dayMs).toISOString().slice(0, 10)
  return [own, course.dueOn].toSorted().at(-1) ?? own
}

export function daysUntil(dueOn: string, today: string): number {
  return Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs)
}

export type CourseStanding = 'completed' | 'overdue' | 'due-soon' | 'open'

/** On the day itself it can still be done. */
export function standingOn(dueOn: string, today: string, isCompleted: boolean): CourseStanding {
  if (isCompleted) return 'completed'
  const left = daysUntil(dueOn, today)
  if (left < 0) return 'overdue'
  return left <= Math.max(...warningDays) ? 'due-soon' : 'open'
}

/** The warning that is due: the nearest one that has been reached. */
export function warningAt(daysLeft: number): (typeof warningDays)[number] | undefined {
  if (daysLeft < 0) return undefined
  return warningDays.toSorted((a, b) => a - b).find((days) => daysLeft <= days)
}
