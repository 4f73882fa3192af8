/** What a job would raise: a finding with where, who and the key that keeps it from being raised twice. */

import type { InstitutionLevel } from '#contract/institution.ts'
import type { MonitoringLimits } from '#contract/policy-sections/monitoring.ts'
import type { Finding } from './finding.ts'

export interface Candidate {
  readonly finding: Finding
  readonly institution: string
  readonly user?: string | undefined
  readonly query?: string | undefined
  readonly key: string
}

export type LimitsOf = (level: InstitutionLevel) => MonitoringLimits

/** What the rules are asked about: a day that is over, and the numbers of each level. */
export interface Question {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly day: string
  readonly limitsOf: LimitsOf
}

interface Place {
  readonly institution: string
  readonly employeeId?: string
  readonly query?: string
}

/** A finding of somebody; `undefined` stays so. */
export function candidateOf(finding: Finding | undefined, { institution, employeeId, query }: Place, key: string) {
  if (!finding) return []
  return [{ finding, institution, user: employeeId, query, key: `${finding.rule}/${key}` }] satisfies Candidate[]
}
