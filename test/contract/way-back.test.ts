import { expect, test } from 'vitest'
import { mayDo, mayLift, type OpenCause, type WayBackFacts, wayBackOf } from '#contract/rules/way-back.ts'
import { type EveryCause, everyCause, isOfKind, kindsOfCause, type WayBackStep } from '#contract/suspension.ts'

const rules = { waitDays: 90, retestAttemptsPerDay: 1, passValidDays: 90 }

function aCause(cause: EveryCause, since = '2026-11-25', hasIncident = false): OpenCause {
  return { cause, since, hasIncident }
}

/** Suspended for grade C on 25 November 2026: day 90 is 23 February 2027. */
const suspended: WayBackFacts = {
  status: 'suspended',
  isEmployed: true,
  causes: [aCause('grade-c')],
  isSeenOnce: false,
  retest: null,
  isWritingRetest: false,
  attemptsToday: 0,
  isApplying: false,
  today: '2026-11-25',
}
const day90 = '2027-02-23'
const due = { ...suspended, today: day90 }
const passed = { handedInOn: day90, isPassed: true, review: null } as const

const cases: readonly { why: string; facts: WayBackFacts; step: WayBackStep; daysLeft?: number }[] = [
  { why: 'nothing is open', facts: { ...suspended, causes: [] }, step: 'none' },
  { why: 'the day of the suspension', facts: suspended, step: 'wait', daysLeft: 90 },
  { why: 'day 89', facts: { ...suspended, today: '2027-02-22' }, step: 'wait', daysLeft: 1 },
  { why: 'day 90', facts: due, step: 'retest' },
  { why: 'long after', facts: { ...suspended, today: '2028-06-01' }, step: 'retest' },
  {
    why: 'a wait over a leap day',
    facts: { ...suspended, causes: [aCause('grade-c', '2027-12-01')], today: '2028-02-28' },
    step: 'wait',
    daysLeft: 1,
  },
  ...(['move-overdue', 'left'] as const).map((cause) => ({
    why: `${cause}, day 89`,
    facts: { ...suspended, causes: [aCause(cause)], today: '2027-02-22' },
    step: 'wait' as const,
  })),
  { why: 'left and not employed again', facts: { ...due, isEmployed: false }, step: 'await-rehire' },
  {
    why: 'a second cause with a wait: the later one counts',
    facts: { ...due, causes: [aCause('grade-c'), aCause('left', '2026-12-25')] },
    step: 'wait',
    daysLeft: 30,
  },
  { why: 'the attempt of the day is used', facts: { ...due, attemptsToday: 1 }, step: 'retest-tomorrow' },
  {
    why: 'the attempt of the day is being written',
    facts: { ...due, attemptsToday: 1, isWritingRetest: true },
    step: 'retest',
  },
  {
    why: 'failed yesterday',
    facts: { ...due, today: '2027-02-24', retest: { ...passed, isPassed: false } },
    step: 'retest',
  },
  { why: 'passed', facts: { ...due, attemptsToday: 1, retest: passed }, step: 'review' },
  {
    why: 'passed before the wait was over',
    facts: { ...due, retest: { ...passed, handedInOn: '2027-02-22' } },
    step: 'retest',
  },
  {
    why: 'passed, and the last day to apply',
    facts: { ...due, retest: { ...passed, review: 'accepted' }, today: '2027-05-24' },
    step: 'apply',
  },
  {
    why: 'passed too long ago',
    facts: { ...due, retest: { ...passed, review: 'accepted' }, today: '2027-05-25' },
    step: 'retest',
  },
  {
    why: 'the review said no',
    facts: { ...due, attemptsToday: 1, retest: { ...passed, review: 'refused' } },
    step: 'retest-tomorrow',
  },
  { why: 'the review said yes', facts: { ...due, retest: { ...passed, review: 'accepted' } }, step: 'apply' },
  {
    why: 'an application is on its way up',
    facts: { ...due, retest: { ...passed, review: 'accepted' }, isApplying: true },
    step: 'await-approval',
  },
  {
    why: 'an application that takes long',
    facts: { ...due, retest: { ...passed, review: 'accepted' }, isApplying: true, today: '2027-08-01' },
    step: 'await-approval',
  },
  {
    why: 'suspended again for another cause with a wait while the application was on its way',
    facts: {
      ...due,
      causes: [aCause('grade-c'), aCause('move-overdue', day90)],
      retest: { ...passed, review: 'accepted' },
      isApplying: true,
      today: '2027-05-24',
    },
    step: 'retest',
  },
  ...kindsOfCause.identity.flatMap((cause) => [
    { why: cause, facts: { ...suspended, causes: [aCause(cause)] }, step: 'check-identity' as const },
    {
      why: `${cause}, seen by one`,
      facts: { ...suspended, causes: [aCause(cause)], isSeenOnce: true },
      step: 'check-identity-again' as const,
    },
  ]),
  ...kindsOfCause.lifted.map((cause) => ({
    why: cause,
    facts: { ...suspended, causes: [aCause(cause)] },
    step: 'lift' as const,
  })),
  ...kindsOfCause.incident.flatMap((cause) => [
    {
      why: `${cause} with an incident`,
      facts: { ...suspended, causes: [aCause(cause, '2026-11-25', true)] },
      step: 'await-decision' as const,
    },
    { why: `${cause} without one`, facts: { ...suspended, causes: [aCause(cause)] }, step: 'lift' as const },
  ]),
  {
    why: 'an undecided incident comes before everything else',
    facts: { ...due, causes: [aCause('grade-c'), aCause('locked'), aCause('suspected-violation', day90, true)] },
    step: 'await-decision',
  },
  {
    why: 'grade C and a lost token: first the person is seen',
    facts: { ...due, causes: [aCause('grade-c'), aCause('lost-token')] },
    step: 'check-identity',
  },
  {
    why: 'stopped as well: the wait stays',
    facts: { ...suspended, status: 'stopped', today: '2027-02-22' },
    step: 'wait',
  },
  {
    why: 'stopped, and locked before: a fresh application is needed anyhow',
    facts: { ...suspended, status: 'stopped', causes: [aCause('locked'), aCause('other')] },
    step: 'none',
  },
  {
    why: 'stopped with an undecided incident',
    facts: { ...suspended, status: 'stopped', causes: [aCause('security-incident', '2026-11-25', true)] },
    step: 'await-decision',
  },
]

test.each(cases)('$why: $step', ({ facts, step, daysLeft }) => {
  const way = wayBackOf(facts, rules)
  expect(way.step).toBe(step)
  if (daysLeft !== undefined) expect(way.daysLeft).toBe(daysLeft)
})

test('each step of the way back has a case, and each cause a way', () => {
  const reached = new Set(cases.map(({ step }) => step))
  expect([...reached].sort()).toEqual(
    [
      ...['none', 'await-decision', 'check-identity', 'check-identity-again', 'lift', 'await-rehire', 'wait'],
      ...['retest', 'retest-tomorrow', 'review', 'apply', 'await-approval'],
    ].sort(),
  )
  const kinds = Object.keys(kindsOfCause) as (keyof typeof kindsOfCause)[]
  for (const cause of everyCause) expect(kinds.filter((kind) => isOfKind(cause, kind))).toHaveLength(1)
})

test.each([
  { action: 'issue-code', steps: ['retest', 'apply'] },
  { action: 'enter', steps: ['retest', 'retest-tomorrow', 'review', 'apply', 'await-approval'] },
  { action: 'write-retest', steps: ['retest'] },
  { action: 'review', steps: ['review'] },
  { action: 'apply', steps: ['apply'] },
  { action: 'open-user', steps: ['await-approval', 'apply'] },
  { action: 'sign-identity', steps: ['check-identity', 'check-identity-again'] },
] as const)('$action may be done at $steps and at no other step', ({ action, steps }) => {
  const all = [...new Set(cases.map(({ step }) => step))]
  expect(all.filter((step) => mayDo(action, step)).sort()).toEqual([...steps].sort())
})

test.each([
  { why: 'an own request', cause: 'own-request', by: 'E1', hasIncident: false, may: true },
  {
    why: 'a suspicion, by who suspended for it',
    cause: 'suspected-violation',
    by: 'E1',
    hasIncident: false,
    may: false,
  },
  { why: 'a suspicion, by another', cause: 'suspected-violation', by: 'E2', hasIncident: false, may: true },
  { why: 'an undecided incident', cause: 'security-incident', by: 'E2', hasIncident: true, may: false },
  { why: 'grade C', cause: 'grade-c', by: 'E2', hasIncident: false, may: false },
  { why: 'a lost token', cause: 'lost-token', by: 'E2', hasIncident: false, may: false },
] as const)('$why is lifted: $may', ({ cause, by, hasIncident, may }) => {
  expect(mayLift({ ...aCause(cause, '2026-11-25', hasIncident), by }, 'E1')).toBe(may)
})
