import { expect, test } from 'vitest'
import type { Role } from '#contract/role.ts'
import { canConfirm, rightsProblem } from '#contract/rules/judge-rights.ts'
import type { Rights } from '#contract/user.ts'

const limits = { today: '2026-11-25', maxDays: 365 }
const ofOfficer: Rights = { subjectKinds: ['personal'], purposes: ['02'], until: '2027-06-30' }
const ofOthers: Rights = { subjectKinds: [], purposes: [], until: '2027-06-30' }

test.each<{ why: string; rights: Rights; role: Role; problem: string | undefined }>([
  { why: 'an officer with one purpose', rights: ofOfficer, role: 'query-officer', problem: undefined },
  {
    why: 'an officer without a purpose',
    rights: { ...ofOfficer, purposes: [] },
    role: 'query-officer',
    problem: 'purposes',
  },
  {
    why: 'an officer without a subject kind',
    rights: { ...ofOfficer, subjectKinds: [] },
    role: 'query-officer',
    problem: 'subjectKinds',
  },
  { why: 'an administrator without any', rights: ofOthers, role: 'institution-administrator', problem: undefined },
  {
    why: 'an administrator who may ask',
    rights: { ...ofOthers, purposes: ['02'] },
    role: 'institution-administrator',
    problem: 'purposes',
  },
  {
    why: 'an auditor with a subject kind',
    rights: { ...ofOthers, subjectKinds: ['personal'] },
    role: 'auditor',
    problem: 'subjectKinds',
  },
  { why: 'until today', rights: { ...ofOfficer, until: '2026-11-25' }, role: 'query-officer', problem: 'until' },
  { why: 'until tomorrow', rights: { ...ofOfficer, until: '2026-11-26' }, role: 'query-officer', problem: undefined },
  { why: 'for a whole year', rights: { ...ofOfficer, until: '2027-11-25' }, role: 'query-officer', problem: undefined },
  { why: 'for a day more', rights: { ...ofOfficer, until: '2027-11-26' }, role: 'query-officer', problem: 'until' },
])('$why: $problem', ({ rights, role, problem }) => {
  expect(rightsProblem(rights, role, limits)).toBe(problem)
})

test.each([
  { why: 'an active one', status: 'active' as const, movedOn: null, can: true },
  { why: 'a suspended one', status: 'suspended' as const, movedOn: null, can: false },
  { why: 'a stopped one', status: 'stopped' as const, movedOn: null, can: false },
  { why: 'one who moved and was not adjusted', status: 'active' as const, movedOn: '2026-11-20', can: false },
])('the rights of $why can be confirmed: $can', ({ status, movedOn, can }) => {
  expect(canConfirm({ status, movedOn })).toBe(can)
})
