import { expect, test } from 'vitest'
import type { DeductionCategory } from '#contract/deduction.ts'
import { defaultScorePolicy } from '#contract/policy-sections/score.ts'
import { type CountedRow, gradeOf, scoreOfYear } from '#contract/rules/grade-of.ts'

test.each([
  { why: 'nothing was lost', points: 100, grade: 'A' },
  { why: 'the last point of A', points: 90, grade: 'A' },
  { why: 'one below A', points: 89, grade: 'B' },
  { why: 'the last point of B', points: 75, grade: 'B' },
  { why: 'one below B', points: 74, grade: 'C' },
  { why: 'nothing is left', points: 0, grade: 'C' },
] as const)('$why: $points points are grade $grade', ({ points, grade }) => {
  expect(gradeOf({ points, hasGrave: false }, defaultScorePolicy)).toBe(grade)
})

test('a grave violation is grade C whatever is left', () => {
  expect(gradeOf({ points: 100, hasGrave: true }, defaultScorePolicy)).toBe('C')
})

let rowId = 0
function deduction(points: number, category: DeductionCategory = 'minor') {
  rowId += 1
  return { kind: 'deduction', id: rowId, category, points } as const
}
const freshStart = { kind: 'fresh-start' } as const

const ten = deduction(10, 'consent-missing')
const grave = deduction(0, 'grave')
const before = deduction(25, 'id-lent')

test.each([
  { why: 'no row', rows: [], points: 100, grade: 'A' },
  { why: 'one of ten points', rows: [ten], points: 90, grade: 'A' },
  { why: 'ten and one', rows: [ten, deduction(1)], points: 89, grade: 'B' },
  { why: 'more than there are', rows: [deduction(60), deduction(60)], points: 0, grade: 'C' },
  {
    why: 'one that was taken back',
    rows: [ten, deduction(1), { kind: 'reversal', reverses: ten.id }],
    points: 99,
    grade: 'A',
  },
  { why: 'a grave one', rows: [grave], points: 100, grade: 'C' },
  {
    why: 'a grave one that was taken back',
    rows: [grave, { kind: 'reversal', reverses: grave.id }],
    points: 100,
    grade: 'A',
  },
  { why: 'what was before a fresh start', rows: [before, grave, freshStart, deduction(2)], points: 98, grade: 'A' },
  {
    why: 'a reversal, after a fresh start, of what was before it',
    rows: [before, freshStart, { kind: 'reversal', reverses: before.id }, deduction(3)],
    points: 97,
    grade: 'A',
  },
  { why: 'only the last fresh start', rows: [freshStart, before, freshStart], points: 100, grade: 'A' },
] as const satisfies readonly { why: string; rows: readonly CountedRow[]; points: number; grade: string }[])(
  '$why: $points points, grade $grade',
  ({ rows, points, grade }) => {
    expect(scoreOfYear(rows, defaultScorePolicy)).toEqual({ points, grade })
  },
)
