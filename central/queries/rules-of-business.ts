import type { BlockReason } from '#contract/decision.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason, isPostLoan } from './reasons.ts'

/** Whether a real business of this place stands behind the query, and the subject belongs to it. */
export function* businessReasons(facts: QueryFacts): Generator<BlockReason> {
  const { business, businessReference, purpose, subject, user } = facts
  if (business === null) {
    yield blockReason('business-unknown', { businessReference })
    return
  }
  if (isPostLoan(subject.kind, purpose)) {
    const isLive = business.kind === 'contract' && business.status === 'open'
    if (!isLive) yield blockReason('exposure-missing', { businessReference })
  } else if (business.status !== 'open') {
    yield blockReason('business-not-open', { businessReference, status: business.status })
  }
  if (!business.isSubjectParty) yield blockReason('subject-not-party', { businessReference })
  if (provinceOf(business.regionCode) !== provinceOf(user.regionCode))
    yield blockReason('cross-region', { businessReference })
}

const hourMs = 3_600_000

/** Whether what is known of businesses is too old to be relied on. */
export function* feedReasons(
  { businessFeed, now }: QueryFacts,
  { businessFeed: { lateAfterHours } }: Pick<PolicyBody, 'businessFeed'>,
): Generator<BlockReason> {
  if (businessFeed === null) return
  const hours = (Date.parse(now) - Date.parse(businessFeed.receivedAt)) / hourMs
  if (hours > lateAfterHours) yield blockReason('business-feed-late', { hours: Math.floor(hours) })
}

/** The first two digits of a region code are the province (GB/T 2260). */
export function provinceOf(regionCode: string): string {
  return regionCode.slice(0, 2)
}
