/** May this query go to the bureau? A pure rule over what is known; every reason that stands against it, at once. */

import type { DayKind } from '#contract/calendar.ts'
import type { BlockingRule, BlockReason, Decision } from '#contract/decision.ts'
import type { Policy } from '#contract/policy.ts'
import { type PersonalPurpose, postLoanPurposes } from '#contract/purpose.ts'

export interface QueryFacts {
  readonly purpose: PersonalPurpose
  readonly businessReference: string
  readonly user: {
    readonly status: 'active' | 'suspended' | 'stopped'
    readonly grade: 'A' | 'B' | 'C'
    readonly purposes: readonly PersonalPurpose[]
    readonly rightsUntil: Date
    readonly regionCode: string
  }
  readonly business:
    | {
        readonly kind: 'application' | 'contract'
        readonly status: 'open' | 'settled' | 'withdrawn'
        readonly regionCode: string
        readonly isSubjectParty: boolean
      }
    | undefined
  readonly consent:
    | {
        readonly isForSubject: boolean
        readonly businessReference: string
        readonly purposes: readonly PersonalPurpose[]
        /** `YYYY-MM-DD` in Asia/Shanghai. */
        readonly signedOn: string
        readonly firstUsedAt: Date | null
        readonly revokedAt: Date | null
      }
    | undefined
  /** Queries of this user that went to the bureau today. */
  readonly askedToday: number
  readonly now: Date
  /** The present day and time of day in Asia/Shanghai. */
  readonly local: { readonly day: string; readonly time: string }
  readonly dayKind: DayKind
}

/** Q3 of the requirements: an approver may release these for one query; all others nobody may. */
const releasable: ReadonlySet<BlockingRule> = new Set([
  'cross-region',
  'too-many-today',
  'non-working-hours',
  'non-working-day',
])

/** @returns `blocked` with every rule that stands against the query, or `allowed`. */
export function decideQuery(facts: QueryFacts, { version, body }: Policy): Decision {
  const reasons = [
    ...userReasons(facts),
    ...businessReasons(facts),
    ...consentReasons(facts, body.consent.firstUseWithinDays),
    ...timeReasons(facts, body),
  ]
  return {
    outcome: reasons.length === 0 ? 'allowed' : 'blocked',
    reasons,
    policyVersion: version,
    decidedAt: facts.now.toISOString(),
  }
}

function* userReasons({ user, purpose, now }: QueryFacts): Generator<BlockReason> {
  if (user.status !== 'active') yield reason('user-not-active')
  if (user.grade === 'C') yield reason('user-grade-c')
  if (user.rightsUntil <= now) yield reason('rights-lapsed', { until: user.rightsUntil.toISOString().slice(0, 10) })
  if (!user.purposes.includes(purpose)) yield reason('purpose-not-granted', { purpose })
}

function* businessReasons({ business, businessReference, purpose, user }: QueryFacts): Generator<BlockReason> {
  if (business === undefined) {
    yield reason('business-unknown', { businessReference })
    return
  }
  if (postLoanPurposes.includes(purpose)) {
    if (business.kind !== 'contract' || business.status !== 'open')
      yield reason('exposure-missing', { businessReference })
  } else if (business.status !== 'open') {
    yield reason('business-not-open', { businessReference, status: business.status })
  }
  if (!business.isSubjectParty) yield reason('subject-not-party', { businessReference })
  // The first two digits of a region code are the province (GB/T 2260).
  if (business.regionCode.slice(0, 2) !== user.regionCode.slice(0, 2))
    yield reason('cross-region', { businessReference })
}

function* consentReasons(
  { consent, purpose, businessReference, local }: QueryFacts,
  firstUseWithinDays: number,
): Generator<BlockReason> {
  if (consent === undefined) {
    yield reason('consent-missing')
    return
  }
  const { signedOn } = consent
  if (!consent.isForSubject) yield reason('consent-other-subject')
  if (consent.businessReference !== businessReference)
    yield reason('consent-other-business', { businessReference: consent.businessReference })
  if (!consent.purposes.includes(purpose)) yield reason('consent-purpose-missing', { purpose })
  if (consent.revokedAt !== null) yield reason('consent-revoked')
  if (signedOn > local.day) yield reason('consent-not-yet-signed', { signedOn })
  const isFirstUse = consent.firstUsedAt === null && !postLoanPurposes.includes(purpose)
  if (isFirstUse && daysBetween(signedOn, local.day) > firstUseWithinDays)
    yield reason('consent-expired', { signedOn, days: firstUseWithinDays })
}

function* timeReasons(
  { askedToday, local, dayKind }: QueryFacts,
  { query, workingHours }: Policy['body'],
): Generator<BlockReason> {
  if (askedToday >= query.personalPerDay)
    yield reason('too-many-today', { asked: askedToday, perDay: query.personalPerDay })
  if (dayKind === 'rest') yield reason('non-working-day', { day: local.day })
  if (local.time < workingHours.from || local.time >= workingHours.until) {
    yield reason('non-working-hours', { time: local.time, from: workingHours.from, until: workingHours.until })
  }
}

function reason(rule: BlockingRule, facts: BlockReason['facts'] = {}): BlockReason {
  return { rule, isReleasable: releasable.has(rule), facts }
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000
}
