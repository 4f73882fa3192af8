import { expect, test } from 'vitest'
import { decisionStanding, meetingStanding, periodOf } from '#contract/rules/meeting-periods.ts'

test.each([
  { day: '2026-11-25', months: 3, from: '2026-10-01', until: '2026-12-31' },
  { day: '2026-01-01', months: 3, from: '2026-01-01', until: '2026-03-31' },
  { day: '2028-02-29', months: 2, from: '2028-01-01', until: '2028-02-29' },
  { day: '2026-06-30', months: 1, from: '2026-06-01', until: '2026-06-30' },
  { day: '2026-12-31', months: 12, from: '2026-01-01', until: '2026-12-31' },
])('with periods of $months months $day lies between $from and $until', ({ day, months, from, until }) => {
  expect(periodOf(day, months)).toEqual({ from, until })
})

const today = '2026-11-25'
test.each([
  { why: 'met in this quarter and the last', heldOn: ['2026-08-10', '2026-10-08'], standing: 'met', missed: 3 },
  { why: 'met on the first day of it', heldOn: ['2026-10-01'], standing: 'met', missed: 4 },
  { why: 'met in the last quarter only', heldOn: ['2026-09-30'], standing: 'due', missed: 3 },
  { why: 'not since spring', heldOn: ['2026-05-20'], standing: 'missed', missed: 3 },
  { why: 'never', heldOn: [], standing: 'missed', missed: 4 },
  { why: 'longer ago than a year', heldOn: ['2025-06-01'], standing: 'missed', missed: 4 },
])('$why: $standing, $missed missed in a year', ({ heldOn, standing, missed }) => {
  expect(meetingStanding({ heldOn, since: '2020-01-01', today, periodMonths: 3 })).toEqual({
    standing,
    missed,
    dueOn: '2026-12-31',
  })
})

test.each([
  { since: '2026-07-01', standing: 'missed', missed: 1 },
  { since: '2026-07-02', standing: 'due', missed: 0 },
  { since: '2026-11-01', standing: 'due', missed: 0 },
])('since $since without a meeting: $standing', ({ since, standing, missed }) => {
  expect(meetingStanding({ heldOn: [], since, today, periodMonths: 3 })).toMatchObject({ standing, missed })
})

test.each([
  { doneOn: null, on: '2026-12-01', standing: 'open' },
  { doneOn: null, on: '2026-12-02', standing: 'overdue' },
  { doneOn: '2026-12-01', on: '2027-01-01', standing: 'done' },
  { doneOn: '2026-12-02', on: '2027-01-01', standing: 'done-late' },
])('a decision due on 2026-12-01, done on $doneOn, is $standing on $on', ({ doneOn, on, standing }) => {
  expect(decisionStanding(doneOn, { dueOn: '2026-12-01', today: on })).toBe(standing)
})
