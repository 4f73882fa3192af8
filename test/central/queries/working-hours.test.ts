import { expect, test } from 'vitest'
import { decideQuery } from '#central/queries/decide-query.ts'
import { defaultPolicyBody, type Policy } from '#contract/policy.ts'
import { at, good, policy } from './facts.ts'

const night = [
  { time: '21:59', isHigherOnly: false },
  { time: '22:00', isHigherOnly: true },
  { time: '05:59', isHigherOnly: true },
  { time: '06:00', isHigherOnly: false },
]
test.each(night)('at $time only a higher institution may release: $isHigherOnly', ({ time, isHigherOnly }) => {
  const [reason] = decideQuery({ ...good, now: at('2026-11-25', time) }, policy).reasons
  expect(reason).toMatchObject({ rule: 'non-working-hours', isReleasable: true, isHigherOnly })
})

const summer = { institution: '103205', fromDay: '06-01', untilDay: '09-30', from: '08:00', until: '17:00' }
const winter = { institution: null, fromDay: '12-01', untilDay: '02-28', from: '09:00', until: '17:00' }
const withSeasons: Policy = {
  ...policy,
  body: { ...defaultPolicyBody, workingHours: { ...defaultPolicyBody.workingHours, exceptions: [summer, winter] } },
}
test.each([
  { why: 'before the season', day: '2026-05-31', time: '08:00', isBlocked: true },
  { why: "its first day, at the institution's own opening", day: '2026-06-01', time: '08:00', isBlocked: false },
  { why: 'its last day, after the own closing', day: '2026-09-30', time: '17:00', isBlocked: true },
  { why: 'after the season', day: '2026-10-01', time: '17:00', isBlocked: false },
  { why: 'a season over the turn of the year, in December', day: '2026-12-01', time: '08:45', isBlocked: true },
  { why: 'and in January', day: '2027-01-15', time: '08:45', isBlocked: true },
  { why: 'the leap day is after its end', day: '2028-02-29', time: '08:45', isBlocked: false },
])('$why ($day $time): outside working hours is $isBlocked', ({ day, time, isBlocked }) => {
  const rules = decideQuery({ ...good, now: at(day, time) }, withSeasons).reasons.map(({ rule }) => rule)
  expect(rules.includes('non-working-hours')).toBe(isBlocked)
})
