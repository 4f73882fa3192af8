/** What the service decided about a query, and why. */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

/** Rules that can block a query. Each has a sentence for the officer in both languages. */
export const blockingRules = [
  'user-not-active',
  'user-grade-c',
  'rights-lapsed',
  'purpose-not-granted',
  'business-unknown',
  'cross-region',
  'business-not-open',
  'subject-not-party',
  'exposure-missing',
  'consent-missing',
  'consent-other-subject',
  'consent-other-business',
  'consent-purpose-missing',
  'consent-not-yet-signed',
  'consent-expired',
  'consent-revoked',
  'too-many-today',
  'non-working-hours',
  'non-working-day',
] as const
export const BlockingRule = z.enum(blockingRules)
export type BlockingRule = z.output<typeof BlockingRule>

/** One rule that blocks. `facts` are the plain values it saw, for the sentence on screen and for a replay. */
export const BlockReason = z.strictObject({
  rule: BlockingRule,
  /** Whether an approver may release this one query in spite of the rule. */
  isReleasable: z.boolean(),
  facts: z.record(z.string().max(40), z.union([z.string().max(80), z.number()])),
})
export type BlockReason = z.output<typeof BlockReason>

export const Decision = z.strictObject({
  outcome: z.enum(['allowed', 'blocked']),
  reasons: z.array(BlockReason),
  policyVersion: z.int().positive(),
  decidedAt: Instant,
})
export type Decision = z.output<typeof Decision>
