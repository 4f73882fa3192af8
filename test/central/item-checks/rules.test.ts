import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSampled } from '#central/item-checks/is-sampled.ts'
import { isTooFast, secondsTaken } from '#central/item-checks/judge-pace.ts'
import { workingDayAfter, workingDayBefore } from '#central/item-checks/working-days.ts'
import { dayOfCalendar } from '#contract/rules/day-of-calendar.ts'

const holiday = {
  year: 2026,
  exceptions: [
    { day: '2026-12-01', kind: 'rest' as const, name: '试' },
    { day: '2026-12-05', kind: 'work' as const, name: '试' },
  ],
}
const isWorking = async (day: string) => dayOfCalendar(day, holiday).kind !== 'rest'

describe('working days', () => {
  test.each([
    { why: 'within a week', from: '2026-11-23', count: 2, until: '2026-11-25' },
    { why: 'over a weekend', from: '2026-11-26', count: 2, until: '2026-11-30' },
    { why: 'over a weekend and a holiday', from: '2026-11-27', count: 2, until: '2026-12-02' },
    { why: 'a Saturday that is worked counts', from: '2026-12-04', count: 1, until: '2026-12-05' },
    { why: 'what came on a Sunday counts from Monday', from: '2026-11-29', count: 1, until: '2026-11-30' },
  ])('$count after $from is $until: $why', async ({ from, count, until }) => {
    expect(await workingDayAfter(from, count, isWorking)).toBe(until)
  })

  test('what is due before a day and what began before the cut-off of that day are the same', async () => {
    const days = Array.from({ length: 40 }, (_, at) => new Date(Date.UTC(2026, 10, 10 + at)).toISOString().slice(0, 10))
    for (const today of days.slice(15))
      for (const began of days.slice(0, days.indexOf(today))) {
        const isOverdue = (await workingDayAfter(began, 3, isWorking)) < today
        expect(isOverdue, `${began} on ${today}`).toBe(began < (await workingDayBefore(today, 3, isWorking)))
      }
  })
})

describe('sampling', () => {
  const key = new Uint8Array(32).fill(7)

  test('an item is drawn always alike, and otherwise with another key', () => {
    const ids = Array.from({ length: 200 }, () => randomUUID())
    const drawn = ids.map((id) => isSampled(key, id, 50))
    expect(ids.map((id) => isSampled(key, id, 50))).toEqual(drawn)
    expect(ids.map((id) => isSampled(new Uint8Array(32).fill(8), id, 50))).not.toEqual(drawn)
  })

  test.each([
    { percent: 0, least: 0, most: 0 },
    { percent: 5, least: 30, most: 170 },
    { percent: 100, least: 2000, most: 2000 },
  ])('of two thousand items at $percent % between $least and $most are drawn', ({ percent, least, most }) => {
    const count = Array.from({ length: 2000 }, () => isSampled(key, randomUUID(), percent)).filter(Boolean).length
    expect(count).toBeGreaterThanOrEqual(least)
    expect(count).toBeLessThanOrEqual(most)
  })
})

describe('pace', () => {
  test.each([
    { why: 'nobody is judged by a few', decided: 9, fast: 9, expected: false },
    { why: 'just below the share', decided: 100, fast: 19, expected: false },
    { why: 'at the share', decided: 100, fast: 20, expected: true },
  ])('$fast fast of $decided: $why', ({ decided, fast, expected }) => {
    expect(isTooFast({ decided, fast }, { fastPercent: 20 })).toBe(expected)
  })

  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000)
  test.each([
    { why: 'the first item', taken: 0, last: undefined, now: 8, seconds: 8 },
    { why: 'an item handed out ahead counts from the last decision', taken: 0, last: 8, now: 10, seconds: 2 },
    { why: 'after a pause it counts from when it was handed out', taken: 100, last: 8, now: 104, seconds: 4 },
    { why: 'clocks that went back', taken: 10, last: 8, now: 9, seconds: 0 },
  ])('$seconds seconds: $why', ({ taken, last, now, seconds }) => {
    expect(secondsTaken(at(now), at(taken), last === undefined ? undefined : at(last))).toBe(seconds)
  })
})
