import fc from 'fast-check'
import { expect, test } from 'vitest'
import { saturdayAfter, workingMorning } from '#scripts/demo/demo-clock.ts'

test.each([
  { why: 'a Tuesday', now: '2026-11-24T04:00:00Z', shown: undefined, start: '2026-11-24T02:00:00Z' },
  { why: 'a Saturday moves to Monday', now: '2026-11-28T04:00:00Z', shown: undefined, start: '2026-11-30T02:00:00Z' },
  {
    why: 'late evening UTC is the next day in Shanghai',
    now: '2026-11-24T17:00:00Z',
    shown: undefined,
    start: '2026-11-25T02:00:00Z',
  },
  {
    why: 'shown this morning: a minute later',
    now: '2026-11-24T04:00:00Z',
    shown: '2026-11-24T02:30:00Z',
    start: '2026-11-24T02:31:00Z',
  },
  {
    why: 'shown in the evening: the next morning',
    now: '2026-11-24T04:00:00Z',
    shown: '2026-11-24T10:00:00Z',
    start: '2026-11-25T02:00:00Z',
  },
  {
    why: 'shown on a Saturday: Monday',
    now: '2026-11-24T04:00:00Z',
    shown: '2026-11-28T02:05:00Z',
    start: '2026-11-30T02:00:00Z',
  },
])('$why', ({ now, shown, start }) => {
  expect(workingMorning(new Date(now), shown ? new Date(shown) : undefined)).toEqual(new Date(start))
})

const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

test('the demo never goes back before a time it has shown, and always stands on a weekday within working hours', () => {
  fc.assert(
    fc.property(moments, moments, (now, shown) => {
      const start = workingMorning(now, shown)
      expect(start.getTime()).toBeGreaterThan(shown.getTime() - 1)
      const local = new Date(start.getTime() + 8 * 3_600_000)
      expect(local.getUTCDay() % 6).not.toBe(0)
      expect(local.getUTCHours()).toBeGreaterThanOrEqual(9)
      expect(local.getUTCHours()).toBeLessThan(17)
    }),
  )
})

test('the Saturday is a Saturday after the moment, at ten', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      const saturday = saturdayAfter(moment)
      expect(saturday.getTime()).toBeGreaterThan(moment.getTime())
      expect(new Date(saturday.getTime() + 8 * 3_600_000).toISOString()).toMatch(/T10:00:00/)
      expect(new Date(saturday.getTime() + 8 * 3_600_000).getUTCDay()).toBe(6)
    }),
  )
})
