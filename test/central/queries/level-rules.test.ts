import { expect, test } from 'vitest'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { PolicyBody } from '#contract/policy.ts'
import { at, good, policy, subject, user, volume } from './facts.ts'

function decidedBy(change: Partial<QueryFacts>, body: Partial<PolicyBody>) {
  const { reasons, warnings } = decideQuery({ ...good, ...change }, { ...policy, body: { ...policy.body, ...body } })
  return [...reasons, ...warnings].map(({ rule }) => rule)
}

const { monitoring } = policy.body
const fortyAtOutlets = {
  ...monitoring,
  perLevel: [{ level: 'outlet', limit: 'query.personalPerDay', value: 40 } as const],
}

test.each([
  { level: 'outlet', today: 39, rules: [] },
  { level: 'outlet', today: 40, rules: ['too-many-today'] },
  { level: 'city', today: 40, rules: [] },
  { level: 'city', today: 60, rules: ['too-many-today'] },
] as const)('with 40 a day at outlets, $today asked at level $level gives $rules', ({ level, today, rules }) => {
  const change = { user: { ...user, level }, volume: { ...volume, today } }
  expect(decidedBy(change, { monitoring: fortyAtOutlets })).toEqual(rules)
})

test('a number that the policy itself would refuse is refused for a level too', () => {
  const perLevel = [{ level: 'outlet', limit: 'query.missesPercent', value: 101 }]
  expect(PolicyBody.safeParse({ ...policy.body, monitoring: { ...monitoring, perLevel } }).success).toBe(false)
})

test('a rule that is off neither blocks nor warns; one that must be on cannot be switched off', () => {
  const off = [{ rule: 'M21' as const, reason: '系统切换期间停用' }]
  const inSequence = { volume: { ...volume, consecutiveIds: 12 } }
  expect(decidedBy(inSequence, {})).toEqual(['consecutive-ids'])
  expect(decidedBy(inSequence, { monitoring: { ...monitoring, off } })).toEqual([])
  const withoutConsent = { ...monitoring, off: [{ rule: 'M12', reason: '系统切换期间停用' }] }
  expect(PolicyBody.safeParse({ ...policy.body, monitoring: withoutConsent }).success).toBe(false)
})

const maintenance = [{ from: '2026-11-25 12:00', until: '2026-11-25 14:00' }]
test.each([
  { time: '11:59', rules: [] },
  { time: '12:00', rules: ['bureau-maintenance'] },
  { time: '13:59', rules: ['bureau-maintenance'] },
  { time: '14:00', rules: [] },
])('announced maintenance from 12 to 14 at $time: $rules', ({ time, rules }) => {
  expect(decidedBy({ now: at('2026-11-25', time) }, { bureau: { maintenance } })).toEqual(rules)
})

test('nobody may release maintenance, and only a higher institution an employee', () => {
  const body = { ...policy.body, bureau: { maintenance } }
  const facts = { ...good, subject: { ...subject, isEmployee: true }, now: at('2026-11-25', '12:30') }
  expect(decideQuery(facts, { ...policy, body }).reasons).toMatchObject([
    { rule: 'subject-is-employee', isReleasable: true, isHigherOnly: true },
    { rule: 'bureau-maintenance', isReleasable: false },
  ])
})

test('facts kept before these rules were there are still decided', () => {
  const { level: _, subjectKinds: __, ...oldUser } = good.user
  expect(decidedBy({ user: { ...oldUser, level: 'outlet', subjectKinds: ['personal'] } }, {})).toEqual([])
})
