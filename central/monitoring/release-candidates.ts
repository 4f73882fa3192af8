import type { Queryable } from '#central/database/database.ts'
import { type Candidate, candidateOf, type LimitsOf } from './candidate.ts'
import type { Period } from './fact-repository.ts'
import { listReleases } from './release-fact-repository.ts'
import { ownReleaseRule, quickReleaseRule } from './release-rules.ts'

/** Releases given within seconds, or to oneself; the approver is whom it concerns. */
export async function releaseCandidates(
  queryable: Queryable,
  period: Period,
  limitsOf: LimitsOf,
): Promise<Candidate[]> {
  const rows = await listReleases(queryable, period)
  return rows.flatMap(({ release, query, institution, level, officer, approver, seconds }) => {
    const place = { institution, employeeId: approver, query }
    const limits = limitsOf(level)
    return [
      ...candidateOf(quickReleaseRule.judge({ seconds, approver }, limits), place, `${release}/quick`),
      ...candidateOf(ownReleaseRule.judge({ officer, approver }, limits), place, `${release}/own`),
    ]
  })
}
