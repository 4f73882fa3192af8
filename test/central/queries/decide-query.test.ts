import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideQuery, type QueryFacts } from '#central/queries/decide-query.ts'
import { defaultPolicyBody, type Policy } from '#contract/policy.ts'

const policy: Policy = { version: 7, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody }
const now = new Date('2026-11-25T02:00:00.000Z')

const good: QueryFacts = {
  purpose: '02',
  businessReference: 'LA-1',
  user: {
    status: 'active',
    grade: 'A',
    purposes: ['01', '02'],
    rightsUntil: new Date('2027-01-01'),
    regionCode: '320571',
  },
  business: { kind: 'application', status: 'open', regionCode: '320500', isSubjectParty: true },
  consent: {
    isForSubject: true,
    businessReference: 'LA-1',
    purposes: ['01', '02'],
    signedOn: '2026-11-20',
    firstUsedAt: null,
    revokedAt: null,
  },
  askedToday: 0,
  now,
  local: { day: '2026-11-25', time: '10:00' },
  dayKind: 'work',
}
const { user, business, consent } = good as Required<typeof good> & {
  business: NonNullable<QueryFacts['business']>
  consent: NonNullable<QueryFacts['consent']>
}

const rows: { why: string; change: Partial<QueryFacts>; rules: string[] }[] = [
  { why: 'nothing stands against it', change: {}, rules: [] },
  { why: 'a suspended user', change: { user: { ...user, status: 'suspended' } }, rules: ['user-not-active'] },
  { why: 'grade C', change: { user: { ...user, grade: 'C' } }, rules: ['user-grade-c'] },
  { why: 'grade B may ask', change: { user: { ...user, grade: 'B' } }, rules: [] },
  { why: 'rights ended this moment', change: { user: { ...user, rightsUntil: now } }, rules: ['rights-lapsed'] },
  {
    why: 'a purpose without right',
    change: { purpose: '03', consent: { ...consent, purposes: ['03'] } },
    rules: ['purpose-not-granted'],
  },
  { why: 'no such business', change: { business: undefined }, rules: ['business-unknown'] },
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
  { why: 'no consent', change: { consent: undefined }, rules: ['consent-missing'] },
  {
    why: "another person's consent",
    change: { consent: { ...consent, isForSubject: false } },
    rules: ['consent-other-subject'],
  },
  {
    why: 'the consent of another business',
    change: { consent: { ...consent, businessReference: 'LA-2' } },
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
    change: { consent: { ...consent, signedOn: '2026-08-26', firstUsedAt: new Date('2026-09-01') } },
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
  { why: 'the last one of the day', change: { askedToday: 59 }, rules: [] },
  { why: 'one too many', change: { askedToday: 60 }, rules: ['too-many-today'] },
  { why: 'a rest day', change: { dayKind: 'rest' }, rules: ['non-working-day'] },
  { why: 'an unpublished weekday goes ahead', change: { dayKind: 'unknown' }, rules: [] },
  {
    why: 'a minute before opening',
    change: { local: { day: '2026-11-25', time: '08:29' } },
    rules: ['non-working-hours'],
  },
  { why: 'at opening', change: { local: { day: '2026-11-25', time: '08:30' } }, rules: [] },
  { why: 'the last minute', change: { local: { day: '2026-11-25', time: '17:29' } }, rules: [] },
  { why: 'at closing', change: { local: { day: '2026-11-25', time: '17:30' } }, rules: ['non-working-hours'] },
]

test.each(rows)('$why: $rules', ({ change, rules }) => {
  const decision = decideQuery({ ...good, ...change }, policy)
  expect(decision.reasons.map(({ rule }) => rule)).toEqual(rules)
  expect(decision).toMatchObject({
    outcome: rules.length === 0 ? 'allowed' : 'blocked',
    policyVersion: 7,
    decidedAt: now.toISOString(),
  })
})

test('exactly region, number, hours and day can be released', () => {
  const releasable = rows
    .flatMap(({ change }) => decideQuery({ ...good, ...change }, policy).reasons)
    .filter(({ isReleasable }) => isReleasable)
    .map(({ rule }) => rule)
  expect(new Set(releasable)).toEqual(
    new Set(['cross-region', 'too-many-today', 'non-working-hours', 'non-working-day']),
  )
})

test('reasons add up: what two changes block alone, they block together', () => {
  const indexes = fc.array(fc.nat(rows.length - 1), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(indexes, ([first = 0, second = 0]) => {
      const [a, b] = [rows[first], rows[second]]
      if (a === undefined || b === undefined || Object.keys(a.change).some((key) => key in b.change)) return
      const rules = decideQuery({ ...good, ...a.change, ...b.change }, policy).reasons.map(({ rule }) => rule)
      if (!('purpose' in a.change) && !('purpose' in b.change))
        expect(new Set(rules)).toEqual(new Set([...a.rules, ...b.rules]))
    }),
  )
})

test('no reason names the subject', () => {
  const reasons = rows.flatMap(({ change }) => decideQuery({ ...good, ...change }, policy).reasons)
  expect(Object.keys(Object.assign({}, ...reasons.map(({ facts }) => facts)))).not.toContain('name')
})
