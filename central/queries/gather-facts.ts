/** Puts together what a decision sees; the rules are elsewhere. */

import type { BusinessService } from '#central/business/business-service.ts'
import type { ConsentService } from '#central/consents/consent-service.ts'
import type { UserStandingService } from '#central/identity/user-standing-service.ts'
import type { ReleaseService } from '#central/releases/release-service.ts'
import type { Institution } from '#contract/institution.ts'
import { purposeCodes, type SubjectKind } from '#contract/purpose.ts'
import type { QueryRequest } from '#contract/query.ts'
import type { StopInForce } from '#contract/query-stop.ts'
import type { Subject } from '#contract/subject.ts'
import type { QueryFacts } from './query-facts.ts'
import type { Runs } from './sequence-runs.ts'
import type { readVolume } from './volume-repository.ts'

type FoundBusiness = Awaited<ReturnType<BusinessService['find']>>
type FoundConsent = NonNullable<Awaited<ReturnType<ConsentService['find']>>>
type FoundRelease = Awaited<ReturnType<ReleaseService['findOwn']>>
type Standing = Awaited<ReturnType<UserStandingService['lock']>>
type Volume = Awaited<ReturnType<typeof readVolume>>

/** How a business that was found looks to the rules. */
export function businessFacts(business: FoundBusiness, subjectId: string): QueryFacts['business'] {
  if (business === undefined) return null
  const { kind, status, regionCode, parties } = business
  return { kind, status, regionCode, isSubjectParty: parties.some((party) => party.subjectId === subjectId) }
}

/** How old the loan systems' word is, to the rules. */
export function feedFacts(receivedAt: Date | undefined): QueryFacts['businessFeed'] {
  return receivedAt ? { receivedAt: receivedAt.toISOString() } : null
}

/** Where the user works. @param path His institution and those above it, nearest first. */
export function placeFacts(
  path: readonly Institution[],
): Pick<QueryFacts['user'], 'regionCode' | 'institutions' | 'level'> {
  const [own] = path
  return {
    regionCode: own?.region ?? '',
    institutions: path.map(({ code }) => code),
    level: own?.level ?? 'outlet',
  }
}

/** The rights of a user for one kind of subject. */
export function standingFacts(standing: Standing, kind: SubjectKind) {
  const { status, grade, purposes, subjectKinds, rightsUntil } = standing
  return {
    status,
    grade,
    purposes: purposeCodes(purposes, kind),
    subjectKinds,
    rightsUntil: rightsUntil.toISOString(),
  }
}

/** How a consent of the user's institution looks to the rules. */
export function consentFacts(
  consent: FoundConsent,
  subjectId: string,
  kind: SubjectKind,
): NonNullable<QueryFacts['consent']> {
  const { businessReference, purposes, signedOn, firstUsedAt, revokedAt, isScanReused, isScanSimilar } = consent
  return {
    isForSubject: consent.subjectId === subjectId,
    businessReference,
    purposes: purposeCodes(purposes, kind),
    signedOn,
    firstUsedAt: firstUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    isScanReused,
    isScanSimilar,
  }
}

/** How stops look to the rules: without what a person wrote. */
export function stopFacts(stops: readonly StopInForce[]): QueryFacts['stops'] {
  return stops.map(({ institutionName, cause, since }) => ({ institutionName, cause, since }))
}

/** How a release looks to the rules; whether it is for this query, field by field. */
export function releaseFacts(
  release: FoundRelease,
  request: QueryRequest,
  subjectId: string,
): NonNullable<QueryFacts['release']> {
  const isForThisQuery =
    release.subjectId === subjectId &&
    release.purpose === request.purpose &&
    release.businessReference === request.businessReference &&
    release.consentId === request.consentId
  const isUsed = release.state === 'used' && release.usedByQuery !== request.id
  return {
    isForThisQuery,
    rules: release.rules,
    grantedAt: (release.decidedAt ?? release.requestedAt).toISOString(),
    isUsed,
  }
}

export function volumeFacts(volume: Volume, runs: Runs, now: Date): QueryFacts['volume'] {
  const { today, lastMinute, lastHour, sameSubjectToday, sameSubjectAtInstitution, missesToday } = volume
  return {
    today,
    lastMinute,
    lastHour,
    thirtyDays: { queries: volume.queriesOf30Days, days: volume.daysOf30Days },
    daysSinceLast:
      volume.lastAskedAt && Math.max(0, Math.floor((now.getTime() - volume.lastAskedAt.getTime()) / 86_400_000)),
    sameSubjectToday,
    sameSubjectAtInstitution,
    missesToday,
    intervalsSeconds: intervalsOf([...volume.recent.toReversed(), now]),
    consecutiveIds: runs.consecutiveIds,
    alphabeticalNames: runs.alphabeticalNames,
  }
}

/** @param moments Oldest first. */
function intervalsOf(moments: readonly Date[]): number[] {
  return moments.slice(1).map((moment, at) => Math.max(0, moment.getTime() - (moments[at]?.getTime() ?? 0)) / 1000)
}

/** The province that gave a resident identity number out, when it is one. */
export function provinceOfIdNumber(subject: Subject): string | null {
  return subject.kind !== 'corporate' && subject.idType === '10' ? subject.idNumber.slice(0, 2) : null
}
