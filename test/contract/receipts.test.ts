import { expect, test } from 'vitest'
import {
  isReminderDue,
  monthAfter,
  receiptStanding,
  securityDueOn,
  securityStanding,
} from '#contract/rules/receipts.ts'
import { rollUp } from '#contract/rules/roll-up.ts'

const dueOn = '2026-11-28'
test.each([
  { confirmedOn: null, today: '2026-11-28', standing: 'waiting' },
  { confirmedOn: null, today: '2026-11-29', standing: 'late' },
  { confirmedOn: '2026-11-28', today: '2026-12-20', standing: 'confirmed' },
  { confirmedOn: '2026-11-29', today: '2026-12-20', standing: 'confirmed-late' },
])('confirmed on $confirmedOn, seen on $today: $standing', ({ confirmedOn, today, standing }) => {
  expect(receiptStanding({ confirmedOn, dueOn, today })).toBe(standing)
})

test.each([
  { why: 'too early', today: '2026-11-26', remindedOn: null, is: false },
  { why: 'the day before the last', today: '2026-11-27', remindedOn: null, is: true },
  { why: 'on the last day, reminded the day before', today: '2026-11-28', remindedOn: '2026-11-27', is: false },
  { why: 'on the last day, published yesterday', today: '2026-11-28', remindedOn: null, is: true },
  { why: 'late', today: '2026-11-29', remindedOn: '2026-11-27', is: true },
  { why: 'late, reminded today', today: '2026-11-29', remindedOn: '2026-11-29', is: false },
  { why: 'late, reminded yesterday', today: '2026-11-30', remindedOn: '2026-11-29', is: true },
])('$why: a reminder is due: $is', ({ today, remindedOn, is }) => {
  expect(isReminderDue({ dueOn, remindedOn, today, reminderDays: 1 })).toBe(is)
})

test.each([
  { month: '2026-11', dueDay: 10, due: '2026-12-10' },
  { month: '2026-12', dueDay: 5, due: '2027-01-05' },
])('the security circular of $month is due on $due', ({ month, dueDay, due }) => {
  expect(securityDueOn(month, dueDay)).toBe(due)
})

test.each([
  { publishedOn: null, today: '2026-12-10', standing: 'open' },
  { publishedOn: null, today: '2026-12-11', standing: 'late' },
  { publishedOn: '2026-12-10', today: '2027-01-01', standing: 'published' },
  { publishedOn: '2026-12-11', today: '2027-01-01', standing: 'published-late' },
])('published on $publishedOn, seen on $today: $standing', ({ publishedOn, today, standing }) => {
  expect(securityStanding(publishedOn, { dueOn: '2026-12-10', today, isRequired: true })).toBe(standing)
})

test('a month before the bank had users is late for nobody, and published is published', () => {
  const facts = { dueOn: '2026-12-10', today: '2027-01-01', isRequired: false }
  expect(securityStanding(null, facts)).toBe('not-required')
  expect(securityStanding('2026-12-11', facts)).toBe('published-late')
})

test.each([
  { month: '2026-01', months: -1, is: '2025-12' },
  { month: '2026-12', months: 1, is: '2027-01' },
  { month: '2026-03', months: -14, is: '2025-01' },
])('$months months from $month is $is', ({ month, months, is }) => {
  expect(monthAfter(month, months)).toBe(is)
})

test('figures are summed up the tree, over levels that have none of their own', () => {
  const tree = [
    { code: 'head', parent: null },
    { code: 'province', parent: 'head' },
    { code: 'outlet', parent: 'province' },
    { code: 'other', parent: 'head' },
  ]
  const own = new Map([
    ['outlet', { late: 2, read: 1 }],
    ['other', { late: 0, read: 5 }],
    ['elsewhere', { late: 9, read: 9 }],
  ])
  expect(Object.fromEntries(rollUp(tree, own, { late: 0, read: 0 }))).toEqual({
    head: { late: 2, read: 6 },
    province: { late: 2, read: 1 },
    outlet: { late: 2, read: 1 },
    other: { late: 0, read: 5 },
  })
})
