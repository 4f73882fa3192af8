/** The policy in force. Versions are data; until head office publishes one, the defaults are version 1. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Clock } from '#central/clock.ts'
import type { Database, Queryable } from '#central/database/database.ts'
import { defaultPolicyBody, type Policy } from '#contract/policy.ts'
import { findPolicyAt, listPoliciesBefore } from './policy-repository.ts'

const rereadAfterMs = 1000

const builtIn: Policy = { version: 1, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }

export interface PolicyService {
  /**
   * The version in force now; at most a second old.
   *
   * @param queryable Inside a transaction, that transaction: a second connection might never come while all are held.
   */
  current(queryable?: Queryable): Promise<Policy>
  /** SHA-256 of a published version's canonical form (RFC 8785), for decisions made under it; nothing for the built-in one. */
  hashOf(policy: Policy): string | null
  /** The versions in force at any moment of a period, oldest first. */
  inForce(queryable: Queryable, period: { readonly from: Date; readonly until: Date }): Promise<Policy[]>
}

export function createPolicyService(database: Database, clock: Clock): PolicyService {
  let known: { policy: Policy; readAtMs: number } | undefined

  return {
    async current(queryable = database) {
      const nowMs = clock().getTime()
      if (known && Math.abs(nowMs - known.readAtMs) < rereadAfterMs) return known.policy
      const policy = (await findPolicyAt(queryable, clock())) ?? builtIn
      known = { policy, readAtMs: nowMs }
      return policy
    },

    hashOf: (policy) => (policy.body === defaultPolicyBody ? null : sha256Of(policy)),

    async inForce(queryable, { from, until }) {
      const all = [builtIn, ...(await listPoliciesBefore(queryable, until))]
      const first = all.findLastIndex(({ effectiveFrom }) => Date.parse(effectiveFrom) <= from.getTime())
      return all.slice(Math.max(first, 0))
    },
  }
}

function sha256Of(policy: Policy): string {
  return createHash('sha256')
    .update(canonicalize(policy) ?? '')
    .digest('hex')
}
