import { expect, test } from 'vitest'
import { Period } from '#contract/period.ts'
import {
  daysOfPeriod,
  isPeriodOver,
  kindOfPeriod,
  periodOf,
  periodsUpTo,
  previousPeriod,
} from '#contract/rules/period.ts'

test.each([
  { period: '2026-11-25', kind: 'day', from: '2026-11-25', until: '2026-11-26', previous: '2026-11-24' },
  { period: '2026-01-01', kind: 'day', from: '2026-01-01', until: '2026-01-02', previous: '2025-12-31' },
  { period: '2028-02-29', kind: 'day', from: '2028-02-29', until: '2028-03-01', previous: '2028-02-28' },
  { period: '2026-11', kind: 'month', from: '2026-11-01', until: '2026-12-01', previous: '2026-10' },
  { period: '2026-12', kind: 'month', from: '2026-12-01', until: '2027-01-01', previous: '2026-11' },
  { period: '2026-01', kind: 'month', from: '2026-01-01', until: '2026-02-01', previous: '2025-12' },
  { period: '2026-Q1', kind: 'quarter', from: '2026-01-01', until: '2026-04-01', previous: '2025-Q4' },
  { period: '2026-Q4', kind: 'quarter', from: '2026-10-01', until: '2027-01-01', previous: '2026-Q3' },
])('$period is a $kind from $from until before $until, after $previous', ({ period, kind, from, until, previous }) => {
  expect(kindOfPeriod(period)).toBe(kind)
  expect(daysOfPeriod(period)).toEqual({ from, until })
  expect(previousPeriod(period)).toBe(previous)
})

test.each([
  ['day', '2026-03-31', '2026-03-31'],
  ['month', '2026-03-31', '2026-03'],
  ['quarter', '2026-03-31', '2026-Q1'],
  ['quarter', '2026-04-01', '2026-Q2'],
  ['quarter', '2026-12-31', '2026-Q4'],
] as const)('the %s of %s is %s', (kind, day, period) => {
  expect(periodOf(kind, day)).toBe(period)
})

test('a period is over on the day after its last one', () => {
  expect(isPeriodOver('2026-11', '2026-11-30')).toBe(false)
  expect(isPeriodOver('2026-11', '2026-12-01')).toBe(true)
})

test('periods up to one come oldest first, over the turn of a year', () => {
  expect(periodsUpTo('2026-Q2', 4)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'])
})

test.each(['2026-13', '2026-Q5', '2026', '2026-02-30', '2026-00'])('%s is no period', (text) => {
  expect(Period.safeParse(text).success).toBe(false)
})
