/** Changing the policy: one administrator of the head office proposes, another one publishes (双人复核). */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { BlockingRule } from '#contract/decision.ts'
import { Policy, PolicyBody } from '#contract/policy.ts'
import { EmployeeId, Instant, InstitutionCode, QueryId, Sha256Hex } from '#contract/values.ts'

export const ProposalId = z.uuid().brand('ProposalId')
export type ProposalId = z.output<typeof ProposalId>

export const ProposalNote = z.string().trim().min(4).max(200)

export const ProposalRequest = z.strictObject({
  id: ProposalId,
  body: PolicyBody,
  effectiveFrom: Instant,
  note: ProposalNote,
})
export type ProposalRequest = z.output<typeof ProposalRequest>

export const proposalStates = ['proposed', 'published', 'withdrawn'] as const

export const Proposal = ProposalRequest.extend({
  note: z.string().max(200),
  state: z.enum(proposalStates),
  /** SHA-256 of the body in canonical form (RFC 8785): what is signed is this and nothing else. */
  bodyHash: Sha256Hex,
  proposedBy: EmployeeId,
  proposedAt: Instant,
  decidedBy: EmployeeId.nullable(),
  version: z.int().positive().nullable(),
})
export type Proposal = z.output<typeof Proposal>

export const PolicyOverview = z.strictObject({
  current: Policy,
  /** Versions whose time has not come. */
  upcoming: z.array(Policy),
  /** Newest first. */
  proposals: z.array(Proposal),
})
export type PolicyOverview = z.output<typeof PolicyOverview>

/** What the second administrator signs; the screen and the service make it from the same values. */
export function publishOperation({ id, bodyHash, effectiveFrom }: Pick<Proposal, 'id' | 'bodyHash' | 'effectiveFrom'>) {
  return { action: 'policy.publish', object: id, facts: { bodyHash, effectiveFrom } } satisfies Operation
}

export const WhatIfRequest = z.strictObject({ body: PolicyBody, days: z.int().min(1).max(366) })
export type WhatIfRequest = z.output<typeof WhatIfRequest>

const Outcome = z.enum(['allowed', 'blocked'])

/** Past queries decided again by a proposed policy. */
export const WhatIf = z.strictObject({
  from: Instant,
  until: Instant,
  queries: z.int().min(0),
  perDay: z.array(
    z.strictObject({
      day: z.iso.date(),
      queries: z.int().min(0),
      newlyBlocked: z.int().min(0),
      newlyAllowed: z.int().min(0),
    }),
  ),
  perRule: z.array(z.strictObject({ rule: BlockingRule, before: z.int().min(0), after: z.int().min(0) })),
  /** Queries whose outcome would change, newest first; at most five hundred. */
  changes: z.array(
    z.strictObject({
      queryId: QueryId,
      askedAt: Instant,
      institution: InstitutionCode,
      employeeId: EmployeeId,
      before: Outcome,
      after: Outcome,
      rules: z.array(BlockingRule),
    }),
  ),
})
export type WhatIf = z.output<typeof WhatIf>
