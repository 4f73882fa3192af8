import { expect, test } from 'vitest'
import { disputeStates } from '#contract/dispute.ts'
import { disputeDueOn, disputeStanding, escalationLevel, shanghaiDayOf } from '#contract/rules/dispute-clock.ts'
import { stepsAfter } from '#contract/rules/dispute-steps.ts'

test.each([
  { why: 'the day of receipt does not count', received: '2026-11-25', days: 20, due: '2026-12-15' },
  { why: 'over the end of a year', received: '2026-12-20', days: 20, due: '2027-01-09' },
  { why: 'over the end of February', received: '2027-02-15', days: 20, due: '2027-03-07' },
  { why: 'over the end of February of a leap year', received: '2028-02-15', days: 20, due: '2028-03-06' },
  { why: 'a last day that is a holiday stays the last day', received: '2026-09-13', days: 20, due: '2026-10-03' },
  { why: 'one day', received: '2026-12-31', days: 1, due: '2027-01-01' },
])('$why: received on $received, due on $due', ({ received, days, due }) => {
  expect(disputeDueOn(received, days)).toBe(due)
})

test.each([
  { moment: '2026-12-31T15:59:59.999Z', day: '2026-12-31' },
  { moment: '2026-12-31T16:00:00.000Z', day: '2027-01-01' },
  { moment: '2026-02-28T16:30:00.000Z', day: '2026-03-01' },
])('$moment is $day in Shanghai', ({ moment, day }) => {
  expect(shanghaiDayOf(new Date(moment))).toBe(day)
})

const dueOn = '2026-12-15'
test.each([
  { today: '2026-12-09', answeredOn: null, standing: 'in-time' },
  { today: '2026-12-10', answeredOn: null, standing: 'warning' },
  { today: '2026-12-15', answeredOn: null, standing: 'warning' },
  { today: '2026-12-16', answeredOn: null, standing: 'overdue' },
  { today: '2027-03-01', answeredOn: '2026-12-15', standing: 'answered' },
  { today: '2027-03-01', answeredOn: '2026-12-16', standing: 'answered-late' },
])('on $today, answered on $answeredOn, one due on 2026-12-15 is $standing', ({ today, answeredOn, standing }) => {
  expect(disputeStanding({ dueOn, answeredOn, today }, 5)).toBe(standing)
})

test.each([
  { today: '2026-12-15', level: 0 },
  { today: '2026-12-16', level: 1 },
  { today: '2026-12-17', level: 1 },
  { today: '2026-12-18', level: 2 },
  { today: '2026-12-20', level: 3 },
])('on $today one due on 2026-12-15 stands $level levels up', ({ today, level }) => {
  expect(escalationLevel(dueOn, today, 2)).toBe(level)
})

test('nothing is answered unchecked or closed unanswered, and what is closed stays closed', () => {
  expect(Object.fromEntries(disputeStates.map((state) => [state, stepsAfter(state)]))).toEqual({
    taken: ['sent', 'checked'],
    sent: ['checked'],
    checked: ['answered'],
    answered: ['closed'],
    closed: [],
  })
})
