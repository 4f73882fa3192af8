/** When the bureau is not there. */

import type { PolicyBody } from '#contract/policy.ts'

export interface Maintenance {
  /** `YYYY-MM-DD HH:MM` in Asia/Shanghai. */
  readonly from: string
  /** The first minute after. */
  readonly until: string
}

type Announced = Pick<PolicyBody, 'bureau'>

/** The maintenance that is under way. @param now `YYYY-MM-DD HH:MM` in Asia/Shanghai. */
export function maintenanceAt({ bureau }: Announced, now: string): Maintenance | undefined {
  return bureau.maintenance.find(({ from, until }) => now >= from && now < until)
}

/** The one under way, or the next one that begins before a moment. */
export function maintenanceAhead({ bureau }: Announced, now: string, before: string): Maintenance | undefined {
  return bureau.maintenance
    .filter(({ from, until }) => until > now && from < before)
    .toSorted((a, b) => a.from.localeCompare(b.from))[0]
}
