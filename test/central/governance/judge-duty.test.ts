import { expect, test } from 'vitest'
import { canEndOn, deputyProblem } from '#central/governance/judge-duty.ts'
import { Duty, NewDuty } from '#contract/duty.ts'

const held = Duty.parse({
  id: '3f0c6f0e-3c76-4f5c-8d52-2b8f8a9b1c11',
  institution: '10320501',
  class: 'management',
  employeeId: 'E20002',
  name: '许志强',
  startsOn: '2026-03-01',
  endsOn: '2026-12-31',
  deputyOf: null,
  letterSha256: 'a'.repeat(64),
})

const deputy = NewDuty.parse({
  id: '7c0c6f0e-3c76-4f5c-8d52-2b8f8a9b1c12',
  institution: '10320501',
  class: 'management',
  employeeId: 'E20001',
  startsOn: '2026-07-01',
  endsOn: '2026-07-31',
  deputyOf: held.id,
  letter: { uploadId: '5d0c6f0e-3c76-4f5c-8d52-2b8f8a9b1c13', sha256: 'b'.repeat(64) },
})

test.each([
  { why: 'within the term', change: {}, heldBy: held, problem: undefined },
  { why: 'for a duty that is not there', change: {}, heldBy: undefined, problem: 'deputyOf' },
  { why: 'for another deputy', change: {}, heldBy: { ...held, deputyOf: deputy.id }, problem: 'deputyOf' },
  { why: 'for oneself', change: { employeeId: 'E20002' }, heldBy: held, problem: 'deputyOf' },
  { why: 'in another institution', change: { institution: '103205' }, heldBy: held, problem: 'deputyOf' },
  { why: 'of another class', change: { class: 'direct' as const }, heldBy: held, problem: 'deputyOf' },
  { why: 'from before the term', change: { startsOn: '2026-02-28' }, heldBy: held, problem: 'startsOn' },
  {
    why: 'from its first day to its last',
    change: { startsOn: '2026-03-01', endsOn: '2026-12-31' },
    heldBy: held,
    problem: undefined,
  },
  { why: 'beyond the term', change: { endsOn: '2027-01-01' }, heldBy: held, problem: 'endsOn' },
  { why: 'without end when the term has one', change: { endsOn: null }, heldBy: held, problem: 'endsOn' },
  {
    why: 'without end when the term has none',
    change: { endsOn: null },
    heldBy: { ...held, endsOn: null },
    problem: undefined,
  },
])('a deputy $why: $problem', ({ change, heldBy, problem }) => {
  expect(deputyProblem({ ...deputy, ...change }, heldBy)).toBe(problem)
})

test.each([
  { why: 'today', lastDay: '2026-07-10', can: true },
  { why: 'yesterday: the past cannot be altered', lastDay: '2026-07-09', can: false },
  { why: 'its present end', lastDay: '2026-12-31', can: true },
  { why: 'later than its present end: that would be a new term', lastDay: '2027-01-01', can: false },
])('a duty can end $why: $can', ({ lastDay, can }) => {
  expect(canEndOn(held, lastDay, '2026-07-10')).toBe(can)
})

test('a duty that has not begun cannot end before its first day', () => {
  expect(canEndOn(held, '2026-02-15', '2026-02-01')).toBe(false)
})
