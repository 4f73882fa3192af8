/** What the service decided about a query, and why. */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

/** Rules that can block a query. Each has a sentence for the officer in both languages. */
export const blockingRules = [
  'queries-stopped',
  'user-not-active',
  'user-grade-c',
  'training-overdue',
  'rights-lapsed',
  'purpose-not-granted',
  'subject-kind-not-granted',
  'subject-is-self',
  'subject-is-employee',
  'business-unknown',
  'cross-region',
  'business-not-open',
  'subject-not-party',
  'exposure-missing',
  'business-feed-late',
  'consent-missing',
  'consent-other-subject',
  'consent-other-business',
  'consent-purpose-missing',
  'consent-not-yet-signed',
  'consent-expired',
  'consent-revoked',
  'consent-scan-reused',
  'too-many-this-minute',
  'too-many-this-hour',
  'too-many-today',
  'far-above-own-mean',
  'same-subject-today',
  'batch-pattern',
  'consecutive-ids',
  'alphabetical-names',
  'non-working-hours',
  'non-working-day',
  'bureau-maintenance',
  'release-not-valid',
] as const
export const BlockingRule = z.enum(blockingRules)
export type BlockingRule = z.output<typeof BlockingRule>

/** Rules that let a query through and have somebody look at it. */
export const warningRules = [
  'many-this-hour',
  'dormant-user',
  'same-subject-at-institution',
  'id-prefix-other-region',
  'batch-pattern-begins',
  'consecutive-ids-begin',
  'alphabetical-names-begin',
  'subject-may-be-related',
  'many-misses',
  'consent-scan-similar',
] as const
export const WarningRule = z.enum(warningRules)
export type WarningRule = z.output<typeof WarningRule>

const RuleFacts = z.record(z.string().max(40), z.union([z.string().max(80), z.number()]))

/** One rule that blocks. `facts` are the plain values it saw, for the sentence on screen and for a replay. */
export const BlockReason = z.strictObject({
  rule: BlockingRule,
  /** Whether an approver may release this one query in spite of the rule. */
  isReleasable: z.boolean(),
  /** Only an approver of a higher institution may. */
  isHigherOnly: z.boolean().default(false),
  facts: RuleFacts,
})
export type BlockReason = z.output<typeof BlockReason>

export const Warning = z.strictObject({ rule: WarningRule, facts: RuleFacts })
export type Warning = z.output<typeof Warning>

export const Decision = z.strictObject({
  outcome: z.enum(['allowed', 'blocked']),
  reasons: z.array(BlockReason),
  warnings: z.array(Warning).default([]),
  /** Rules that stood against the query and were released. */
  released: z.array(BlockingRule).default([]),
  policyVersion: z.int().positive(),
  decidedAt: Instant,
})
export type Decision = z.output<typeof Decision>
