/** Facts of a query against which nothing stands, on a working Wednesday at ten. */

import { QueryFacts } from '#central/queries/query-facts.ts'
import { defaultPolicyBody, type Policy } from '#contract/policy.ts'

export const policy: Policy = { version: 7, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }
export const now = '2026-11-25T02:00:00.000Z'

/** A moment by day and time in Shanghai. */
export function at(day: string, time: string): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString()
}

export const user: QueryFacts['user'] = {
  status: 'active',
  grade: 'A',
  purposes: ['01', '02'],
  subjectKinds: ['personal', 'corporate'],
  rightsUntil: '2027-01-01T00:00:00.000Z',
  trainingOverdueSince: null,
  regionCode: '320571',
  institutions: ['1032050101', '10320501', '103205', '103200', '100000'],
  level: 'outlet',
}

export const business: NonNullable<QueryFacts['business']> = {
  kind: 'application',
  status: 'open',
  regionCode: '320500',
  isSubjectParty: true,
}

export const consent: NonNullable<QueryFacts['consent']> = {
  isForSubject: true,
  businessReference: 'LA-2026-1',
  purposes: ['01', '02'],
  signedOn: '2026-11-20',
  firstUsedAt: null,
  revokedAt: null,
  isScanReused: false,
  isScanSimilar: false,
}

export const volume: QueryFacts['volume'] = {
  today: 0,
  lastMinute: 0,
  lastHour: 0,
  thirtyDays: { queries: 600, days: 20 },
  daysSinceLast: 0,
  sameSubjectToday: 0,
  sameSubjectAtInstitution: 0,
  missesToday: 0,
  intervalsSeconds: [],
  consecutiveIds: 1,
  alphabeticalNames: 1,
}

export const subject: QueryFacts['subject'] = {
  kind: 'personal',
  province: '32',
  isEmployee: false,
  isSelf: false,
  mayBeRelated: false,
}

export const good: QueryFacts = QueryFacts.parse({
  purpose: '02',
  businessReference: 'LA-2026-1',
  subject,
  user,
  business,
  consent,
  volume,
  release: null,
  now,
  dayKind: 'work',
})
