import { expect, test } from 'vitest'
import { type KnownEmployee, planFeed } from '#central/staff/plan-feed.ts'
import { staffLookupOf } from '#central/staff/staff-lookup.ts'

const today = '2026-11-25'
const employee: KnownEmployee = {
  employeeId: 'E10017',
  name: '周敏',
  institution: '1032050101',
  status: 'employed',
  changedOn: '2026-10-01',
  hasUser: true,
  idLookup: null,
}
const known = {
  employees: new Map([
    [employee.employeeId, employee],
    ['E10099', { ...employee, employeeId: 'E10099', status: 'left' as const }],
  ]),
  institutions: new Map([
    ['1032050101', true],
    ['10320501', true],
    ['1032050199', false],
  ]),
  today,
  lookupOf: (name: string, idNumber: string) => staffLookupOf(new Uint8Array(32), name, idNumber),
}
const row = {
  employeeId: 'E10017',
  name: '周敏',
  institution: '1032050101',
  status: '在职',
  effectiveOn: '2026-11-20',
  idNumber: '',
}

function planOf(...rows: Partial<typeof row>[]) {
  return planFeed(
    rows.map((values, index) => ({ line: index + 2, values: { ...row, ...values } })),
    [],
    known,
  )
}

test.each([
  { why: 'who is known as he stands', values: {}, kind: undefined },
  { why: 'who is new', values: { employeeId: 'e20100' }, kind: 'join' },
  { why: 'who left and is back', values: { employeeId: 'E10099' }, kind: 'rejoin' },
  { why: 'in another institution', values: { institution: '10320501' }, kind: 'move' },
  { why: 'who left', values: { status: '离职' }, kind: 'leave' },
  { why: 'who left, without an institution', values: { status: 'left', institution: '' }, kind: 'leave' },
  { why: 'who left long ago and was never known', values: { employeeId: 'E30000', status: '离职' }, kind: undefined },
  { why: 'who left and is known to have', values: { employeeId: 'E10099', status: '离职' }, kind: undefined },
  { why: 'under another name', values: { name: '周敏敏' }, kind: 'rename' },
  { why: 'with an ID number not known before', values: { idNumber: '320506198603140210' }, kind: 'identify' },
  { why: 'as Excel writes the day', values: { institution: '10320501', effectiveOn: '2026/11/2' }, kind: 'move' },
  { why: 'with no day, which is today', values: { institution: '10320501', effectiveOn: '' }, kind: 'move' },
])('somebody $why: $kind', ({ values, kind }) => {
  const plan = planOf(values)
  expect(plan.badRows).toEqual([])
  expect(plan.changes.map((change) => change.kind)).toEqual(kind ? [kind] : [])
  expect(plan.unchanged).toBe(kind ? 0 : 1)
})

test.each([
  { problem: 'employee-id', values: { employeeId: 'E-1' } },
  { problem: 'name', values: { name: '' } },
  { problem: 'name', values: { name: '=1+1' } },
  { problem: 'id-number', values: { idNumber: '320506198603140211' } },
  { problem: 'status', values: { status: '试用' } },
  { problem: 'day', values: { effectiveOn: '2026-02-30' } },
  { problem: 'future-day', values: { effectiveOn: '2026-11-26' } },
  { problem: 'institution', values: { institution: '1.03E+9' } },
  { problem: 'institution-unknown', values: { institution: '999999' } },
  { problem: 'institution-closed', values: { institution: '1032050199' } },
  { problem: 'older-than-known', values: { institution: '10320501', effectiveOn: '2026-09-30' } },
])('a row with $values is left out: $problem', ({ problem, values }) => {
  expect(planOf(values)).toEqual({ changes: [], unchanged: 0, badRows: [{ line: 2, problem }] })
})

test('the second row of the same person is left out, the first is kept', () => {
  const { changes, badRows } = planOf({ institution: '10320501' }, { status: '离职' })
  expect(changes).toMatchObject([{ line: 2, kind: 'move', previousInstitution: '1032050101', hasUser: true }])
  expect(badRows).toEqual([{ line: 3, problem: 'repeated' }])
})

test('a leaver stays where he was', () => {
  expect(planOf({ status: '离职', institution: '10320501' }).changes).toMatchObject([{ institution: '1032050101' }])
})
