/** The numbers that hold for an institution, by its level. */

import type { InstitutionLevel } from '#contract/institution.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { MonitoringLimits } from '#contract/policy-sections/monitoring.ts'
import type { QueryLimits } from '#contract/policy-sections/query-limits.ts'

export interface Limits {
  readonly query: QueryLimits
  readonly monitoring: MonitoringLimits
}

/** The bank's numbers, those of the level in their place. */
export function limitsAt(
  { query, monitoring }: Pick<PolicyBody, 'query' | 'monitoring'>,
  level: InstitutionLevel,
): Limits {
  const own = monitoring.perLevel.filter((entry) => entry.level === level)
  if (own.length === 0) return { query, monitoring: monitoring.limits }
  const of = (section: string) =>
    Object.fromEntries(
      own
        .filter(({ limit }) => limit.startsWith(`${section}.`))
        .map(({ limit, value }) => [limit.split('.')[1], value]),
    )
  return { query: { ...query, ...of('query') }, monitoring: { ...monitoring.limits, ...of('monitoring') } }
}
