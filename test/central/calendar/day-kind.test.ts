import { expect, test } from 'vitest'
import { dayKind } from '#central/calendar/day-kind.ts'

test.each([
  { day: '2026-11-25', published: undefined, kind: 'unknown', why: 'a Wednesday of a year not published' },
  { day: '2026-11-28', published: undefined, kind: 'rest', why: 'a Saturday' },
  { day: '2026-11-29', published: undefined, kind: 'rest', why: 'a Sunday' },
  { day: '2026-10-01', published: undefined, kind: 'rest', why: 'National Day, a Thursday' },
  { day: '2027-01-01', published: undefined, kind: 'rest', why: "New Year's Day, a Friday" },
  { day: '2026-11-28', published: 'work', kind: 'work', why: 'a make-up Saturday' },
  { day: '2026-11-25', published: 'rest', kind: 'rest', why: 'a published holiday' },
  { day: '2026-11-25', published: 'work', kind: 'work', why: 'a published working day' },
] as const)('$why ($day) is $kind', ({ day, published, kind }) => {
  expect(dayKind(day, published)).toBe(kind)
})
