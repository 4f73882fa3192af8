/** Whether rights may be given as they are asked for. Days are `YYYY-MM-DD`. */

import type { Role } from '#contract/role.ts'
import type { Rights, UserStatus } from '#contract/user.ts'

export interface RightsLimits {
  readonly today: string
  /** Longest validity before it must be confirmed again. */
  readonly maxDays: number
}

/** @returns The field that is wrong. */
export function rightsProblem(
  { subjectKinds, purposes, until }: Rights,
  role: Role,
  { today, maxDays }: RightsLimits,
): 'subjectKinds' | 'purposes' | 'until' | undefined {
  const isOfficer = role === 'query-officer'
  // Separation of duties: who administers, approves or audits asks about nobody.
  if (isOfficer === (subjectKinds.length === 0)) return 'subjectKinds'
  if (isOfficer === (purposes.length === 0)) return 'purposes'
  return isValidUntil(until, { today, maxDays }) ? undefined : 'until'
}

/** From tomorrow until the longest validity. */
export function isValidUntil(until: string, { today, maxDays }: RightsLimits): boolean {
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000
  return days > 0 && days <= maxDays
}

export interface UserStanding {
  readonly status: UserStatus
  readonly movedOn: string | null
}

/** Rights are confirmed as they are: whoever moved or may not work needs a decision of its own. */
export function canConfirm({ status, movedOn }: UserStanding): boolean {
  return status === 'active' && movedOn === null
}
