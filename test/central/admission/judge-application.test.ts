import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterDecision,
  type Decider,
  decisionRefusal,
  institutionOfLevel,
} from '#central/admission/judge-application.ts'
import { applicationStates } from '#contract/admission.ts'
import { roles } from '#contract/role.ts'

const above = ['1032050101', '10320501', '103205', '100000']
const standing = { employeeId: 'E70001', state: 'pending' as const, level: 1, levels: 2, decidedBy: [], above }
const ofOutlet: Decider = { employeeId: 'E20001', institution: '1032050101', role: 'institution-administrator' }
const ofSubBranch: Decider = { employeeId: 'E20002', institution: '10320501', role: 'institution-administrator' }

test.each([
  { why: 'the own administrator at the first level', change: {}, by: ofOutlet, level: 1, refusal: undefined },
  { why: 'one above at the first level', change: {}, by: ofSubBranch, level: 1, refusal: undefined },
  {
    why: 'the own administrator at the second level',
    change: { level: 2 },
    by: ofOutlet,
    level: 2,
    refusal: 'not-above',
  },
  { why: 'the one above at the second level', change: { level: 2 }, by: ofSubBranch, level: 2, refusal: undefined },
  {
    why: 'who decided the first level',
    change: { level: 2, decidedBy: ['E20002'] },
    by: ofSubBranch,
    level: 2,
    refusal: 'twice',
  },
  { why: 'the applicant himself', change: { employeeId: 'E20001' }, by: ofOutlet, level: 1, refusal: 'oneself' },
  { why: 'at a level that is over', change: { level: 2 }, by: ofSubBranch, level: 1, refusal: 'other-level' },
  {
    why: 'when it was rejected',
    change: { state: 'rejected' as const },
    by: ofOutlet,
    level: 1,
    refusal: 'not-pending',
  },
  { why: 'of another branch', change: {}, by: { ...ofOutlet, institution: '103100' }, level: 1, refusal: 'not-above' },
  {
    why: 'who is no administrator',
    change: {},
    by: { ...ofOutlet, role: 'approver' as const },
    level: 1,
    refusal: 'role',
  },
  {
    why: 'at head office when there are more levels than institutions',
    change: { level: 5, levels: 5 },
    by: { ...ofOutlet, institution: '100000' },
    level: 5,
    refusal: undefined,
  },
])('a decision by $why: $refusal', ({ change, by, level, refusal }) => {
  expect(decisionRefusal({ ...standing, ...change }, by, level)).toBe(refusal)
})

test('levels go up the tree and end at head office', () => {
  expect([1, 2, 4, 9].map((level) => institutionOfLevel(above, level))).toEqual([
    '1032050101',
    '10320501',
    '100000',
    '100000',
  ])
})

const aDecider = fc.record({
  employeeId: fc.constantFrom('E1', 'E2', 'E3', 'E4', 'E70001'),
  institution: fc.constantFrom(...above, '103100'),
  role: fc.constantFrom(...roles),
})
const someDecisions = fc.array(fc.tuple(aDecider, fc.constantFrom('approved' as const, 'rejected' as const)), {
  maxLength: 30,
})

test('whoever tries in whatever order: approved only by as many different people as there are levels, never by the applicant', () => {
  fc.assert(
    fc.property(someDecisions, fc.integer({ min: 1, max: 4 }), (attempts, levels) => {
      let application = {
        employeeId: 'E70001',
        state: applicationStates[0] as (typeof applicationStates)[number],
        level: 1,
        levels,
        decidedBy: [] as string[],
        above,
      }
      for (const [decider, decision] of attempts) {
        if (decisionRefusal(application, decider, application.level) !== undefined) continue
        const decidedBy = [...application.decidedBy, decider.employeeId]
        application = { ...application, ...afterDecision(application, decision), decidedBy }
      }
      expect(new Set(application.decidedBy).size).toBe(application.decidedBy.length)
      expect(application.decidedBy).not.toContain('E70001')
      expect(application.level).toBeLessThanOrEqual(levels)
      if (application.state === 'approved') expect(application.decidedBy).toHaveLength(levels)
    }),
  )
})
