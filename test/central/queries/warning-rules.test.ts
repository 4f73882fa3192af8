import { expect, test } from 'vitest'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { warningRules } from '#contract/decision.ts'
import { consent, good, policy, subject, volume } from './facts.ts'

const warnings: { why: string; change: Partial<QueryFacts>; rules: string[] }[] = [
  { why: 'an ordinary query', change: {}, rules: [] },
  { why: 'the thirtieth of the hour', change: { volume: { ...volume, lastHour: 29 } }, rules: [] },
  { why: 'one more', change: { volume: { ...volume, lastHour: 30 } }, rules: ['many-this-hour'] },
  { why: 'blocked in the hour anyway', change: { volume: { ...volume, lastHour: 60 } }, rules: [] },
  { why: 'back after 59 days', change: { volume: { ...volume, daysSinceLast: 59 } }, rules: [] },
  { why: 'back after 60 days', change: { volume: { ...volume, daysSinceLast: 60 } }, rules: ['dormant-user'] },
  { why: 'the first query ever', change: { volume: { ...volume, daysSinceLast: null } }, rules: [] },
  {
    why: 'the third about the subject here',
    change: { volume: { ...volume, sameSubjectAtInstitution: 2 } },
    rules: [],
  },
  {
    why: 'the fourth about the subject here',
    change: { volume: { ...volume, sameSubjectAtInstitution: 3 } },
    rules: ['same-subject-at-institution'],
  },
  {
    why: 'an ID number of another province',
    change: { subject: { ...subject, province: '31' } },
    rules: ['id-prefix-other-region'],
  },
  { why: 'a passport', change: { subject: { ...subject, province: null } }, rules: [] },
  { why: 'four in a row', change: { volume: { ...volume, intervalsSeconds: Array(3).fill(8) } }, rules: [] },
  {
    why: 'five in a row',
    change: { volume: { ...volume, intervalsSeconds: Array(4).fill(8) } },
    rules: ['batch-pattern-begins'],
  },
  { why: 'the fourth ID number in sequence', change: { volume: { ...volume, consecutiveIds: 4 } }, rules: [] },
  {
    why: 'the fifth ID number in sequence',
    change: { volume: { ...volume, consecutiveIds: 5 } },
    rules: ['consecutive-ids-begin'],
  },
  { why: 'the tenth, which is blocked', change: { volume: { ...volume, consecutiveIds: 10 } }, rules: [] },
  { why: 'the seventh name in alphabetical order', change: { volume: { ...volume, alphabeticalNames: 7 } }, rules: [] },
  {
    why: 'the eighth name in alphabetical order',
    change: { volume: { ...volume, alphabeticalNames: 8 } },
    rules: ['alphabetical-names-begin'],
  },
  {
    why: 'somebody of the same surname and county',
    change: { subject: { ...subject, mayBeRelated: true } },
    rules: ['subject-may-be-related'],
  },
  { why: '3 of 10 not found', change: { volume: { ...volume, today: 10, missesToday: 3 } }, rules: [] },
  { why: '4 of 10 not found', change: { volume: { ...volume, today: 10, missesToday: 4 } }, rules: ['many-misses'] },
  {
    why: "a scan that looks like another subject's",
    change: { consent: { ...consent, isScanSimilar: true } },
    rules: ['consent-scan-similar'],
  },
  { why: '4 of 9 not found', change: { volume: { ...volume, today: 9, missesToday: 4 } }, rules: [] },
]

test.each(warnings)('$why is pointed out by $rules', ({ change, rules }) => {
  expect(decideQuery({ ...good, ...change }, policy).warnings.map(({ rule }) => rule)).toEqual(rules)
})

test('every warning has a row that triggers it', () => {
  const triggered = new Set(warnings.flatMap(({ rules }) => rules))
  expect(warningRules.filter((rule) => !triggered.has(rule))).toEqual([])
})
