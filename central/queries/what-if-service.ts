/** Tries a proposed policy against what was asked, by the facts that were kept with each decision. */

import type { Clock } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { WhatIf, WhatIfRequest } from '#contract/policy-proposal.ts'
import { createComparison } from './compare-decisions.ts'
import { readPastQueries } from './past-query-repository.ts'

export interface WhatIfService {
  /** Changes nothing. Queries whose facts are gone by their retention period are not counted. */
  run(request: WhatIfRequest): Promise<WhatIf>
}

export function createWhatIfService(dependencies: {
  readonly database: Database
  readonly policy: PolicyService
  readonly clock: Clock
}): WhatIfService {
  const { database, policy, clock } = dependencies
  return {
    async run({ body, days }) {
      const until = clock()
      const from = new Date(until.getTime() - days * 86_400_000)
      const { version } = await policy.current()
      const effectiveFrom = from.toISOString()
      const comparison = createComparison({ version: version + 1, effectiveFrom, body })
      for await (const rows of readPastQueries(database, { from, until })) for (const row of rows) comparison.add(row)
      return { from: effectiveFrom, until: until.toISOString(), ...comparison.result() }
    },
  }
}
