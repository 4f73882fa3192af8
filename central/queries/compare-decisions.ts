/** What a proposed policy would have decided, gathered query by query: pure but for its own sums. */

import { shanghaiTime } from '#central/clock.ts'
import type { BlockingRule, Decision } from '#contract/decision.ts'
import type { Policy } from '#contract/policy.ts'
import type { WhatIf } from '#contract/policy-proposal.ts'
import type { QueryId } from '#contract/values.ts'
import { decideQuery } from './decide-query.ts'
import type { QueryFacts } from './query-facts.ts'

const maxChanges = 500

export interface PastQuery {
  readonly id: QueryId
  readonly askedAt: Date
  readonly institution: string
  readonly employeeId: string
  readonly facts: QueryFacts
  readonly decision: Decision
}

type Day = WhatIf['perDay'][number]

/** Takes past queries one after another, newest first, and gives the sums at the end. */
export function createComparison(proposed: Policy) {
  const days = new Map<string, Day>()
  const rules = new Map<BlockingRule, { before: number; after: number }>()
  const changes: WhatIf['changes'] = []
  let queries = 0

  return {
    add({ id, askedAt, institution, employeeId, facts, decision }: PastQuery): void {
      queries += 1
      const after = decideQuery(facts, proposed)
      for (const { rule } of decision.reasons) countRule(rule, 'before')
      for (const { rule } of after.reasons) countRule(rule, 'after')
      countDay(shanghaiTime(askedAt).day, decision.outcome, after.outcome)
      if (after.outcome === decision.outcome || changes.length >= maxChanges) return
      changes.push({
        queryId: id,
        askedAt: askedAt.toISOString(),
        institution,
        employeeId,
        before: decision.outcome,
        after: after.outcome,
        rules: (after.outcome === 'blocked' ? after : decision).reasons.map(({ rule }) => rule),
      })
    },
    result: () => ({
      queries,
      perDay: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)),
      perRule: [...rules].map(([rule, counts]) => ({ rule, ...counts })).sort((a, b) => b.after - a.after),
      changes,
    }),
  }

  function countRule(rule: BlockingRule, when: 'before' | 'after'): void {
    const known = rules.get(rule) ?? { before: 0, after: 0 }
    rules.set(rule, { ...known, [when]: known[when] + 1 })
  }

  function countDay(day: string, before: Decision['outcome'], after: Decision['outcome']): void {
    const known = days.get(day) ?? { day, queries: 0, newlyBlocked: 0, newlyAllowed: 0 }
    const hasChanged = before !== after
    days.set(day, {
      day,
      queries: known.queries + 1,
      newlyBlocked: known.newlyBlocked + (hasChanged && after === 'blocked' ? 1 : 0),
      newlyAllowed: known.newlyAllowed + (hasChanged && after === 'allowed' ? 1 : 0),
    })
  }
}
