/**
 * The years that come with the product, confirmed when it was made: head office need not publish them, and may publish
 * them anew.
 *
 * @see State Council General Office, notices on the arrangement of holidays in 2025 (2024-11-12) and 2026 (2025-11-04).
 */

import type { ExceptionalDay, PublishedYear } from '#contract/calendar.ts'

export const shippedYears: readonly PublishedYear[] = [
  {
    year: 2025,
    exceptions: [
      ...days(2025, 'rest', '元旦', '01-01'),
      ...days(2025, 'work', '春节', '01-26 02-08'),
      ...days(2025, 'rest', '春节', '01-28 01-29 01-30 01-31 02-03 02-04'),
      ...days(2025, 'rest', '清明节', '04-04'),
      ...days(2025, 'work', '劳动节', '04-27'),
      ...days(2025, 'rest', '劳动节', '05-01 05-02 05-05'),
      ...days(2025, 'rest', '端午节', '06-02'),
      ...days(2025, 'work', '国庆节', '09-28 10-11'),
      ...days(2025, 'rest', '国庆节', '10-01 10-02 10-03 10-07 10-08'),
      ...days(2025, 'rest', '中秋节', '10-06'),
    ],
  },
  {
    year: 2026,
    exceptions: [
      ...days(2026, 'rest', '元旦', '01-01 01-02'),
      ...days(2026, 'work', '元旦', '01-04'),
      ...days(2026, 'work', '春节', '02-14 02-28'),
      ...days(2026, 'rest', '春节', '02-16 02-17 02-18 02-19 02-20 02-23'),
      ...days(2026, 'rest', '清明节', '04-06'),
      ...days(2026, 'rest', '劳动节', '05-01 05-04 05-05'),
      ...days(2026, 'work', '劳动节', '05-09'),
      ...days(2026, 'rest', '端午节', '06-19'),
      ...days(2026, 'work', '国庆节', '09-20 10-10'),
      ...days(2026, 'rest', '中秋节', '09-25'),
      ...days(2026, 'rest', '国庆节', '10-01 10-02 10-05 10-06 10-07'),
    ],
  },
].map(({ year, exceptions }) => ({ year, exceptions: exceptions.toSorted((a, b) => a.day.localeCompare(b.day)) }))

function days(year: number, kind: ExceptionalDay['kind'], name: string, monthsAndDays: string): ExceptionalDay[] {
  return monthsAndDays.split(' ').map((monthAndDay) => ({ day: `${year}-${monthAndDay}`, kind, name }))
}
