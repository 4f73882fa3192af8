import type { BlockReason, Warning } from '#contract/decision.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason, isPostLoan, warning } from './reasons.ts'

/** Whether the subject's consent covers this query. Post-loan use holds until the business settles. */
export function* consentReasons(
  facts: QueryFacts,
  { consent: { firstUseWithinDays } }: Pick<PolicyBody, 'consent'>,
  { day }: { readonly day: string },
): Generator<BlockReason> {
  const { consent, purpose } = facts
  if (consent === null) {
    yield blockReason('consent-missing')
    return
  }
  const { signedOn } = consent
  if (!consent.isForSubject) yield blockReason('consent-other-subject')
  if (consent.businessReference !== facts.businessReference)
    yield blockReason('consent-other-business', { businessReference: consent.businessReference })
  if (!consent.purposes.includes(purpose)) yield blockReason('consent-purpose-missing', { purpose })
  if (consent.isScanReused) yield blockReason('consent-scan-reused')
  if (consent.revokedAt !== null) yield blockReason('consent-revoked')
  if (signedOn > day) yield blockReason('consent-not-yet-signed', { signedOn })
  const isFirstUse = consent.firstUsedAt === null && !isPostLoan(facts.subject.kind, purpose)
  if (isFirstUse && daysBetween(signedOn, day) > firstUseWithinDays)
    yield blockReason('consent-expired', { signedOn, days: firstUseWithinDays })
}

/** What lets the query through and has somebody look at the scan. */
export function* consentWarnings({ consent }: QueryFacts): Generator<Warning> {
  if (consent?.isScanSimilar && !consent.isScanReused) yield warning('consent-scan-similar')
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000
}
