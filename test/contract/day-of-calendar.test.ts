import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shippedYear } from '#central/calendar/calendar-service.ts'
import { readCalendarSources } from '#central/calendar/calendar-sources.ts'
import { shanghaiTime } from '#central/clock.ts'
import { dayOfCalendar, isWeekend } from '#contract/rules/day-of-calendar.ts'

function dayShipped(day: string) {
  return dayOfCalendar(day, shippedYear(Number(day.slice(0, 4))))
}

/** Typed from the State Council's notices, not from our table. */
const holidays = {
  元旦: '2025-01-01 2026-01-01 2026-01-02 2026-01-03',
  春节: '2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-01 2025-02-02 2025-02-03 2025-02-04 2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-21 2026-02-22 2026-02-23',
  清明节: '2025-04-04 2025-04-05 2025-04-06 2026-04-04 2026-04-05 2026-04-06',
  劳动节:
    '2025-05-01 2025-05-02 2025-05-03 2025-05-04 2025-05-05 2026-05-01 2026-05-02 2026-05-03 2026-05-04 2026-05-05',
  端午节: '2025-05-31 2025-06-01 2025-06-02 2026-06-19 2026-06-20 2026-06-21',
  中秋节: '2026-09-25 2026-09-26 2026-09-27',
  国庆节:
    '2025-10-01 2025-10-02 2025-10-03 2025-10-04 2025-10-05 2025-10-06 2025-10-07 2025-10-08 2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07',
} as const
const makeUpDays =
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'

test.each(Object.values(holidays).flatMap((days) => days.split(' ')))('%s, a holiday, is a day of rest', (day) => {
  expect(dayShipped(day).kind).toBe('rest')
})

test.each(makeUpDays.split(' '))('%s, a make-up day at a weekend, is a working day', (day) => {
  expect(isWeekend(day)).toBe(true)
  expect(dayShipped(day)).toMatchObject({ kind: 'work', reason: 'make-up' })
})

test('every other day of 2025 and 2026 is as its weekday says', () => {
  const named = new Set([...Object.values(holidays).flatMap((days) => days.split(' ')), ...makeUpDays.split(' ')])
  for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (!named.has(day)) expect([day, dayShipped(day).kind]).toEqual([day, isWeekend(day) ? 'rest' : 'work'])
  }
})

test.each([
  { day: '2027-11-24', kind: 'unknown', reason: 'year-not-published', why: 'a Wednesday of a year not published' },
  { day: '2027-11-27', kind: 'rest', reason: 'weekend', why: 'a Saturday' },
  { day: '2027-11-28', kind: 'rest', reason: 'weekend', why: 'a Sunday' },
  { day: '2027-10-01', kind: 'rest', reason: 'fixed-holiday', why: 'National Day, a Friday' },
  { day: '2028-01-01', kind: 'rest', reason: 'fixed-holiday', why: "New Year's Day" },
  { day: '2028-02-29', kind: 'unknown', reason: 'year-not-published', why: 'a leap day, a Tuesday' },
])('$why ($day) is $kind: $reason', ({ day, kind, reason }) => {
  expect(dayOfCalendar(day, undefined)).toMatchObject({ kind, reason })
})

test.each([
  { at: '2026-09-30T15:59:59.999Z', day: '2026-09-30', time: '23:59', kind: 'work' },
  { at: '2026-09-30T16:00:00.000Z', day: '2026-10-01', time: '00:00', kind: 'rest' },
  { at: '2026-10-07T16:00:00.000Z', day: '2026-10-08', time: '00:00', kind: 'work' },
  { at: '2028-02-28T16:00:00.000Z', day: '2028-02-29', time: '00:00', kind: 'unknown' },
  { at: '2028-02-29T16:00:00.000Z', day: '2028-03-01', time: '00:00', kind: 'unknown' },
])('the moment $at belongs to $day $time in Shanghai, which is $kind', ({ at, day, time, kind }) => {
  expect(shanghaiTime(new Date(at))).toEqual({ day, time })
  expect(dayShipped(day).kind).toBe(kind)
})

test.each([2025, 2026])('both packages say of %i exactly what is shipped', (year) => {
  const strip = (days: readonly { day: string; kind: string }[]) => days.map(({ day, kind }) => `${day} ${kind}`)
  for (const { name, exceptions } of readCalendarSources(year))
    expect([name, strip(exceptions ?? [])]).toEqual([name, strip(shippedYear(year)?.exceptions ?? [])])
})

test('a year that a package does not know is no year without holidays', () => {
  expect(readCalendarSources(2090).map(({ exceptions }) => exceptions)).toEqual([null, null])
})

test.each(['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])(
  'days are the same on a PC set to %s',
  (zone) => {
    const command = ['--disable-warning=ExperimentalWarning', 'central/cli/cqw.ts', 'calendar', '2026-10-10']
    const answer = execFileSync(process.execPath, command, { env: { ...process.env, TZ: zone }, encoding: 'utf8' })
    expect(answer).toMatch(/^workday make-up day/)
  },
)
