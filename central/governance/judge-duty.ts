/** Whether a duty can stand as it is proposed. Days compare as text: `YYYY-MM-DD`. */

import type { Duty, NewDuty } from '#contract/duty.ts'

/**
 * A deputy stands in for a duty of the same institution and class, within its term, and for no other deputy.
 *
 * @param held What it is to stand in for; `undefined` when there is no such duty.
 * @returns The field that is wrong.
 */
export function deputyProblem(duty: NewDuty, held: Duty | undefined): 'deputyOf' | 'startsOn' | 'endsOn' | undefined {
  if (!held || held.deputyOf !== null || held.employeeId === duty.employeeId) return 'deputyOf'
  if (held.institution !== duty.institution || held.class !== duty.class) return 'deputyOf'
  if (duty.startsOn < held.startsOn) return 'startsOn'
  return isLater(duty.endsOn, held.endsOn) ? 'endsOn' : undefined
}

/** The last day of a duty can be set to today or later, and only brought forward: what was stays as it was. */
export function canEndOn({ startsOn, endsOn }: Duty, lastDay: string, today: string): boolean {
  return lastDay >= today && lastDay >= startsOn && !isLater(lastDay, endsOn)
}

/** Whether one end comes after another; no end is the latest. */
function isLater(one: string | null, other: string | null): boolean {
  if (other === null) return false
  return one === null || one > other
}
