import { expect, test } from 'vitest'
import { decideQuery } from '#central/queries/decide-query.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { good, now, policy } from './facts.ts'

const release = { isForThisQuery: true, rules: ['non-working-day'], grantedAt: now, isUsed: false } as const
const saturday = { dayKind: 'rest' as const }
const releases: { why: string; change: Partial<QueryFacts>; rules: string[]; released: string[] }[] = [
  {
    why: 'released for the day',
    change: { ...saturday, release: { ...release, rules: ['non-working-day'] } },
    rules: [],
    released: ['non-working-day'],
  },
  {
    why: 'released for the hours only',
    change: { ...saturday, release: { ...release, rules: ['non-working-hours'] } },
    rules: ['non-working-day'],
    released: [],
  },
  {
    why: 'a rule nobody may release, named in a release',
    change: { consent: null, release: { ...release, rules: ['consent-missing'] } },
    rules: ['consent-missing'],
    released: [],
  },
  {
    why: 'used before',
    change: { ...saturday, release: { ...release, rules: ['non-working-day'], isUsed: true } },
    rules: ['non-working-day', 'release-not-valid'],
    released: [],
  },
  {
    why: 'given for another query',
    change: { ...saturday, release: { ...release, rules: ['non-working-day'], isForThisQuery: false } },
    rules: ['non-working-day', 'release-not-valid'],
    released: [],
  },
  {
    why: 'in the last moment of its thirty minutes',
    change: { ...saturday, release: { ...release, rules: ['non-working-day'], grantedAt: '2026-11-25T01:30:00.001Z' } },
    rules: [],
    released: ['non-working-day'],
  },
  {
    why: 'thirty minutes old',
    change: { ...saturday, release: { ...release, rules: ['non-working-day'], grantedAt: '2026-11-25T01:30:00.000Z' } },
    rules: ['non-working-day', 'release-not-valid'],
    released: [],
  },
]

test.each(releases)('a release $why: blocked by $rules, released $released', ({ change, rules, released }) => {
  const decision = decideQuery({ ...good, ...change }, policy)
  expect(decision.reasons.map(({ rule }) => rule)).toEqual(rules)
  expect(decision.released).toEqual(released)
})
