import { expect, test } from 'vitest'
import { dueFor, standingOn, warningAt } from '#contract/rules/training-due.ts'

test.each([
  { why: 'a user of long standing', openedOn: '2025-01-10', due: '2026-11-30' },
  { why: 'nothing is known of when', openedOn: null, due: '2026-11-30' },
  { why: 'a newcomer has thirty days', openedOn: '2026-11-15', due: '2026-12-15' },
  { why: 'thirty days that end before', openedOn: '2026-10-20', due: '2026-11-30' },
])('due on $due: $why', ({ openedOn, due }) => {
  expect(dueFor({ dueOn: '2026-11-30' }, { openedOn })).toBe(due)
})

test.each([
  { why: 'long before', today: '2026-10-30', isCompleted: false, standing: 'open' },
  { why: 'thirty days before', today: '2026-10-31', isCompleted: false, standing: 'due-soon' },
  { why: 'on the day itself it can still be done', today: '2026-11-30', isCompleted: false, standing: 'due-soon' },
  { why: 'the day after', today: '2026-12-01', isCompleted: false, standing: 'overdue' },
  { why: 'done late is done', today: '2026-12-01', isCompleted: true, standing: 'completed' },
])('$standing $why', ({ today, isCompleted, standing }) => {
  expect(standingOn('2026-11-30', today, isCompleted)).toBe(standing)
})

test.each([
  { left: 31, warning: undefined },
  { left: 30, warning: 30 },
  { left: 16, warning: 30 },
  { left: 15, warning: 15 },
  { left: 8, warning: 15 },
  { left: 7, warning: 7 },
  { left: 0, warning: 7 },
  { left: -1, warning: undefined },
])('with $left days left the warning is $warning', ({ left, warning }) => {
  expect(warningAt(left)).toBe(warning)
})
