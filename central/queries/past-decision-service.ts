/** Past queries decided anew by their kept facts, for those who look at many of them. */

import type { Database } from '#central/database/database.ts'
import type { Decision } from '#contract/decision.ts'
import type { Policy } from '#contract/policy.ts'
import { decideQuery } from './decide-query.ts'
import { readPastQueries } from './past-query-repository.ts'

export interface PastDecision {
  readonly query: string
  readonly askedAt: Date
  readonly institution: string
  readonly employeeId: string
  readonly decision: Decision
}

export interface PastDecisionService {
  /** Newest first, some at a time. Queries whose facts are gone by their retention period are left out. */
  decide(period: { readonly from: Date; readonly until: Date }, policy: Policy): AsyncGenerator<PastDecision[]>
}

export function createPastDecisionService(database: Database): PastDecisionService {
  return {
    async *decide(period, policy) {
      for await (const rows of readPastQueries(database, period))
        yield rows.map(({ id, askedAt, institution, employeeId, facts }) => {
          return { query: id, askedAt, institution, employeeId, decision: decideQuery(facts, policy) }
        })
    },
  }
}
