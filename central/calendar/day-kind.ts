/** `unknown`: an ordinary weekday of a year whose calendar is not published; queries go ahead as on a working day. */
export type DayKind = 'work' | 'rest' | 'unknown'

/** Public holidays that fall on the same date every year. */
const fixedHolidays: readonly string[] = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

/**
 * What kind of day it is.
 *
 * @param day `YYYY-MM-DD`.
 * @param published What head office published for this day; `undefined` when the year is not published.
 * @see Regulation on public holidays for national annual festivals and memorial days (2024), article 2.
 */
export function dayKind(day: string, published: 'work' | 'rest' | undefined): DayKind {
  if (published !== undefined) return published
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const isWeekend = weekday === 0 || weekday === 6
  return isWeekend || fixedHolidays.includes(day.slice(5)) ? 'rest' : 'unknown'
}
