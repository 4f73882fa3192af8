/** How often a leading group must meet: once in each period of so many months, counted from January. */

import { dayAfter } from '#contract/rules/dispute-clock.ts'

export interface Period {
  readonly from: string
  /** The last day. */
  readonly until: string
}

/** The period that a day lies in. */
export function periodOf(day: string, periodMonths: number): Period {
  const year = Number(day.slice(0, 4))
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / periodMonths) * periodMonths
  return { from: firstOf(year, first), until: dayAfter(firstOf(year, first + periodMonths), -1) }
}

/** @param month Counted from January as 0; 12 is the next January. */
function firstOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

export interface MeetingFacts {
  readonly heldOn: readonly string[]
  /** The day since which it must meet: it opened, or the bank began to work with this service. */
  readonly since: string
  readonly today: string
  readonly periodMonths: number
}

/** A year of whole periods is looked back on; one that had begun before does not count. */
export function meetingStanding({ heldOn, since, today, periodMonths }: MeetingFacts) {
  const isMet = ({ from, until }: Period) => heldOn.some((day) => day >= from && day <= until)
  const present = periodOf(today, periodMonths)
  const past: Period[] = []
  for (
    let day = dayAfter(present.from, -1);
    past.length < 12 / periodMonths;
    day = dayAfter(past.at(-1)?.from ?? day, -1)
  )
    past.push(periodOf(day, periodMonths))
  const counted = past.filter(({ from }) => since <= from)
  const [last] = counted
  const standing = last && !isMet(last) && !isMet(present) ? 'missed' : isMet(present) ? 'met' : 'due'
  return {
    standing: standing as 'met' | 'due' | 'missed',
    missed: counted.filter((period) => !isMet(period)).length,
    dueOn: present.until,
  }
}

/** Whether a decision of a meeting was carried out by its day. */
export function decisionStanding(
  doneOn: string | null,
  { dueOn, today }: { readonly dueOn: string; readonly today: string },
): 'open' | 'overdue' | 'done' | 'done-late' {
  if (doneOn !== null) return doneOn <= dueOn ? 'done' : 'done-late'
  return today > dueOn ? 'overdue' : 'open'
}
