/** What the loan systems say about businesses (applications, contracts, exposures), and what an import would change. */

import * as z from 'zod'
import { Business } from '#contract/business.ts'
import { maxFeedBytes } from '#contract/staff-feed.ts'
import { BusinessReference, EmployeeId, Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'

export const maxBusinessRows = 20_000

/** Why a row is left out, and its business with it; the others are kept. */
export const businessFeedProblems = [
  'unreadable-row',
  'reference',
  'kind',
  'status',
  'product',
  'institution',
  'institution-unknown',
  'institution-closed',
  'role',
  'subject',
  'id-number',
  'repeated',
  'contradicts',
  'other-row',
] as const
export const BusinessFeedProblem = z.enum(businessFeedProblems)
export type BusinessFeedProblem = z.output<typeof BusinessFeedProblem>

export const businessChangeKinds = ['new', 'changed', 'settled', 'withdrawn', 'reopened'] as const

/** For the list: by reference, without names and ID numbers. */
export const BusinessChange = z.strictObject({
  line: z.int().positive(),
  kind: z.enum(businessChangeKinds),
  reference: BusinessReference,
  businessKind: Business.shape.kind,
  status: Business.shape.status,
  product: z.string().max(60),
  institution: InstitutionCode,
  parties: z.int().positive(),
})
export type BusinessChange = z.output<typeof BusinessChange>

export const BusinessFeedPlan = z.strictObject({
  changes: z.array(BusinessChange),
  /** Businesses of which the file says what is known. */
  unchanged: z.int().min(0),
  badRows: z.array(z.strictObject({ line: z.int().positive(), problem: BusinessFeedProblem })),
  /** Names exactly these changes; what is applied is what was shown. */
  planHash: Sha256Hex,
})
export type BusinessFeedPlan = z.output<typeof BusinessFeedPlan>

/** A CSV or JSON file as it lay on disk, base64. */
export const BusinessFeedContent = z.base64().max(Math.ceil(maxFeedBytes / 3) * 4)

/** A key by which a loan system delivers by itself; its secret is shown once. */
export const FeedKey = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(2).max(40),
  createdBy: EmployeeId,
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type FeedKey = z.output<typeof FeedKey>

export const BusinessFeedState = z.strictObject({
  /** `null`: nothing has ever come. */
  receivedAt: Instant.nullable(),
  lateAfterHours: z.int().positive(),
  isLate: z.boolean(),
  businesses: z.int().min(0),
  keys: z.array(FeedKey),
})
export type BusinessFeedState = z.output<typeof BusinessFeedState>
