import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { blockingRules } from '#contract/decision.ts'
import { at, business, consent, good, now, policy, subject, user, volume } from './facts.ts'

const rows: { why: string; change: Partial<QueryFacts>; rules: string[] }[] = [
  { why: 'nothing stands against it', change: {}, rules: [] },
  { why: 'a suspended user', change: { user: { ...user, status: 'suspended' } }, rules: ['user-not-active'] },
  {
    why: 'all queries stopped from above and here: one reason',
    change: {
      stops: [
        { institutionName: '示范银行总行', cause: 'suspected-leak', since: now },
        { institutionName: '示范银行金鸡湖网点', cause: 'drill', since: now },
      ],
    },
    rules: ['queries-stopped'],
  },
  { why: 'grade C', change: { user: { ...user, grade: 'C' } }, rules: ['user-grade-c'] },
  {
    why: 'a compulsory course is overdue',
    change: { user: { ...user, trainingOverdueSince: '2026-11-01' } },
    rules: ['training-overdue'],
  },
  { why: 'grade B may ask', change: { user: { ...user, grade: 'B' } }, rules: [] },
  { why: 'rights ended this moment', change: { user: { ...user, rightsUntil: now } }, rules: ['rights-lapsed'] },
  {
    why: 'a purpose without right',
    change: { purpose: '03', consent: { ...consent, purposes: ['03'] } },
    rules: ['purpose-not-granted'],
  },
  {
    why: 'a company, with rights for persons only',
    change: {
      subject: { ...subject, kind: 'corporate', province: null },
      user: { ...user, subjectKinds: ['personal'] },
    },
    rules: ['subject-kind-not-granted'],
  },
  {
    why: 'the user himself, who is an employee as well',
    change: { subject: { ...subject, isSelf: true, isEmployee: true } },
    rules: ['subject-is-self'],
  },
  { why: 'a colleague', change: { subject: { ...subject, isEmployee: true } }, rules: ['subject-is-employee'] },
  { why: 'no such business', change: { business: null }, rules: ['business-unknown'] },
  {
    why: 'a withdrawn application',
    change: { business: { ...business, status: 'withdrawn' } },
    rules: ['business-not-open'],
  },
  {
    why: 'a stranger to the business',
    change: { business: { ...business, isSubjectParty: false } },
    rules: ['subject-not-party'],
  },
  {
    why: 'a business of another province',
    change: { business: { ...business, regionCode: '310101' } },
    rules: ['cross-region'],
  },
  {
    why: 'another city of the province passes',
    change: { business: { ...business, regionCode: '320100' } },
    rules: [],
  },
  { why: 'no consent', change: { consent: null }, rules: ['consent-missing'] },
  {
    why: "another person's consent",
    change: { consent: { ...consent, isForSubject: false } },
    rules: ['consent-other-subject'],
  },
  {
    why: 'the consent of another business',
    change: { consent: { ...consent, businessReference: 'LA-2026-2' } },
    rules: ['consent-other-business'],
  },
  {
    why: 'a purpose the consent does not list',
    change: { consent: { ...consent, purposes: ['01'] } },
    rules: ['consent-purpose-missing'],
  },
  { why: 'a revoked consent', change: { consent: { ...consent, revokedAt: now } }, rules: ['consent-revoked'] },
  { why: 'signed today', change: { consent: { ...consent, signedOn: '2026-11-25' } }, rules: [] },
  {
    why: 'signed tomorrow',
    change: { consent: { ...consent, signedOn: '2026-11-26' } },
    rules: ['consent-not-yet-signed'],
  },
  { why: 'signed 90 days ago, first use', change: { consent: { ...consent, signedOn: '2026-08-27' } }, rules: [] },
  {
    why: 'signed 91 days ago, first use',
    change: { consent: { ...consent, signedOn: '2026-08-26' } },
    rules: ['consent-expired'],
  },
  {
    why: 'signed 91 days ago, used before',
    change: { consent: { ...consent, signedOn: '2026-08-26', firstUsedAt: '2026-09-01T00:00:00.000Z' } },
    rules: [],
  },
  {
    why: 'post-loan with a live contract and an old consent',
    change: {
      purpose: '01',
      business: { ...business, kind: 'contract' },
      consent: { ...consent, signedOn: '2024-01-01' },
    },
    rules: [],
  },
  {
    why: 'post-loan after settlement',
    change: { purpose: '01', business: { ...business, kind: 'contract', status: 'settled' } },
    rules: ['exposure-missing'],
  },
  { why: 'post-loan on an application', change: { purpose: '01' }, rules: ['exposure-missing'] },
  {
    why: 'the loan systems silent for thirty hours',
    change: { businessFeed: { receivedAt: '2026-11-23T20:00:00.000Z' } },
    rules: [],
  },
  {
    why: 'and for a millisecond more',
    change: { businessFeed: { receivedAt: '2026-11-23T19:59:59.999Z' } },
    rules: ['business-feed-late'],
  },
  {
    why: 'a scan that another subject handed in as well',
    change: { consent: { ...consent, isScanReused: true } },
    rules: ['consent-scan-reused'],
  },
  { why: 'the fifth of the minute', change: { volume: { ...volume, lastMinute: 4 } }, rules: [] },
  { why: 'the sixth of the minute', change: { volume: { ...volume, lastMinute: 5 } }, rules: ['too-many-this-minute'] },
  { why: 'the sixtieth of the hour', change: { volume: { ...volume, lastHour: 59 } }, rules: [] },
  { why: 'one more in the hour', change: { volume: { ...volume, lastHour: 60 } }, rules: ['too-many-this-hour'] },
  { why: 'the last one of the day', change: { volume: { ...volume, today: 59 } }, rules: [] },
  { why: 'one too many', change: { volume: { ...volume, today: 60 } }, rules: ['too-many-today'] },
  {
    why: 'the last one about a company',
    change: { subject: { ...subject, kind: 'corporate', province: null }, volume: { ...volume, today: 29 } },
    rules: [],
  },
  {
    why: 'one too many about companies',
    change: { subject: { ...subject, kind: 'corporate', province: null }, volume: { ...volume, today: 30 } },
    rules: ['too-many-today'],
  },
  {
    why: 'post-loan about a company with a live contract',
    change: {
      purpose: '03',
      subject: { ...subject, kind: 'corporate', province: null },
      user: { ...user, purposes: ['03'] },
      business: { ...business, kind: 'contract' },
      consent: { ...consent, purposes: ['03'], signedOn: '2024-01-01' },
    },
    rules: [],
  },
  {
    why: 'just below three times the own mean of 10',
    change: { volume: { ...volume, today: 29, thirtyDays: { queries: 200, days: 20 } } },
    rules: [],
  },
  {
    why: 'at three times the own mean of 10',
    change: { volume: { ...volume, today: 30, thirtyDays: { queries: 200, days: 20 } } },
    rules: ['far-above-own-mean'],
  },
  {
    why: 'above the mean of somebody who asks little, below the floor',
    change: { volume: { ...volume, today: 14, thirtyDays: { queries: 4, days: 4 } } },
    rules: [],
  },
  {
    why: 'at the floor',
    change: { volume: { ...volume, today: 15, thirtyDays: { queries: 4, days: 4 } } },
    rules: ['far-above-own-mean'],
  },
  {
    why: 'no queries of thirty days to compare with',
    change: { volume: { ...volume, today: 50, thirtyDays: { queries: 0, days: 0 } } },
    rules: [],
  },
  {
    why: 'the same subject a second time today',
    change: { volume: { ...volume, sameSubjectToday: 1 } },
    rules: ['same-subject-today'],
  },
  {
    why: 'nine in a row like a machine',
    change: { volume: { ...volume, intervalsSeconds: Array(8).fill(12) } },
    rules: [],
  },
  {
    why: 'ten in a row like a machine',
    change: { volume: { ...volume, intervalsSeconds: Array(9).fill(12) } },
    rules: ['batch-pattern'],
  },
  {
    why: 'ten in a row at 20 seconds, which a person may take',
    change: { volume: { ...volume, intervalsSeconds: Array(9).fill(20) } },
    rules: [],
  },
  {
    why: 'ten in a row at uneven intervals',
    change: { volume: { ...volume, intervalsSeconds: [5, 12, 7, 15, 9, 14, 6, 13, 8] } },
    rules: [],
  },
  { why: 'the ninth ID number in sequence', change: { volume: { ...volume, consecutiveIds: 9 } }, rules: [] },
  { why: 'the tenth', change: { volume: { ...volume, consecutiveIds: 10 } }, rules: ['consecutive-ids'] },
  { why: 'the ninth name in alphabetical order', change: { volume: { ...volume, alphabeticalNames: 9 } }, rules: [] },
  { why: 'the tenth name', change: { volume: { ...volume, alphabeticalNames: 10 } }, rules: ['alphabetical-names'] },
  { why: 'a rest day', change: { dayKind: 'rest' }, rules: ['non-working-day'] },
  { why: 'an unpublished weekday goes ahead', change: { dayKind: 'unknown' }, rules: [] },
  { why: 'a minute before opening', change: { now: at('2026-11-25', '08:29') }, rules: ['non-working-hours'] },
  { why: 'at opening', change: { now: at('2026-11-25', '08:30') }, rules: [] },
  { why: 'the last minute', change: { now: at('2026-11-25', '17:29') }, rules: [] },
  { why: 'at closing', change: { now: at('2026-11-25', '17:30') }, rules: ['non-working-hours'] },
  { why: 'midnight', change: { now: at('2026-11-26', '00:00') }, rules: ['non-working-hours'] },
]

test.each(rows)('$why: $rules', ({ change, rules }) => {
  const decision = decideQuery({ ...good, ...change }, policy)
  expect(decision.reasons.map(({ rule }) => rule)).toEqual(rules)
  expect(decision).toMatchObject({
    outcome: rules.length === 0 ? 'allowed' : 'blocked',
    policyVersion: 7,
    decidedAt: { ...good, ...change }.now,
  })
})

test('exactly region, a late feed, numbers of a day, hours, day and employees can be released', () => {
  const releasable = rows
    .flatMap(({ change }) => decideQuery({ ...good, ...change }, policy).reasons)
    .filter(({ isReleasable }) => isReleasable)
    .map(({ rule }) => rule)
  expect(new Set(releasable)).toEqual(
    new Set([
      'cross-region',
      'business-feed-late',
      'too-many-today',
      'far-above-own-mean',
      'non-working-hours',
      'non-working-day',
      'subject-is-employee',
    ]),
  )
})

test('reasons add up: what two changes block alone, they block together', () => {
  const indexes = fc.array(fc.nat(rows.length - 1), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(indexes, ([first = 0, second = 0]) => {
      const [a, b] = [rows[first], rows[second]]
      if (a === undefined || b === undefined || Object.keys(a.change).some((key) => key in b.change)) return
      const rules = decideQuery({ ...good, ...a.change, ...b.change }, policy).reasons.map(({ rule }) => rule)
      if (!['purpose', 'subject', 'now'].some((key) => key in a.change || key in b.change))
        expect(new Set(rules)).toEqual(new Set([...a.rules, ...b.rules]))
    }),
  )
})

test('no reason names the subject', () => {
  const reasons = rows.flatMap(({ change }) => decideQuery({ ...good, ...change }, policy).reasons)
  expect(Object.keys(Object.assign({}, ...reasons.map(({ facts }) => facts)))).not.toContain('name')
})

test('every blocking rule has a row that triggers it', () => {
  // A release that does not hold and maintenance, which the policy knows, have tables of their own.
  const triggered = new Set(['release-not-valid', 'bureau-maintenance', ...rows.flatMap(({ rules }) => rules)])
  expect(blockingRules.filter((rule) => !triggered.has(rule))).toEqual([])
})

test('a release never lets a query go that a rule nobody may release stands against', () => {
  const hard = rows.filter(({ change }) =>
    decideQuery({ ...good, ...change }, policy).reasons.some(({ isReleasable }) => !isReleasable),
  )
  const whatever = fc.record({
    isForThisQuery: fc.boolean(),
    rules: fc.subarray([...blockingRules]),
    grantedAt: fc.constant(now),
    isUsed: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.constantFrom(...hard), whatever, ({ change }, given) => {
      expect(decideQuery({ ...good, ...change, release: given }, policy).outcome).toBe('blocked')
    }),
  )
})

test('the same facts and the same policy give the same decision', () => {
  for (const { change } of rows) {
    const facts = { ...good, ...change }
    expect(decideQuery(JSON.parse(JSON.stringify(facts)), policy)).toEqual(decideQuery(facts, policy))
  }
})
