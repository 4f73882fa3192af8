import { Command } from 'commander'
import { shippedYear } from '#central/calendar/calendar-service.ts'
import { type CalendarDay, dayOfCalendar } from '#contract/rules/day-of-calendar.ts'
import { Day } from '#contract/values.ts'
import { BadInput, type Output } from './output.ts'

const words = { work: 'workday', rest: 'rest', unknown: 'unknown' } as const

const help = `
Looks at the years that come with the product. What head office published in a running service stands in that service.`

/** `cqw calendar`: says whether a day is a working day of the bank, and why. */
export function calendarCommand(output: Output): Command {
  return new Command('calendar')
    .description('Says whether a day in Asia/Shanghai is a working day, and why.')
    .argument('<day>', 'YYYY-MM-DD')
    .addHelpText('after', help)
    .action((typed: string) => {
      const day = Day.safeParse(typed)
      if (!day.success) throw new BadInput(`<day> is no day of the form YYYY-MM-DD: ${typed}`)
      const found = dayOfCalendar(day.data, shippedYear(Number(typed.slice(0, 4))))
      output.result(`${words[found.kind]} ${reasonOf(found)}`)
    })
}

function reasonOf({ reason, name }: CalendarDay): string {
  switch (reason) {
    case 'holiday':
      return `public holiday: ${name}`
    case 'make-up':
      return `make-up day: ${name}`
    case 'fixed-holiday':
      return `holiday of fixed date: ${name}; the year is not published`
    case 'weekend':
      return 'weekend'
    case 'ordinary':
      return 'ordinary working day'
    case 'year-not-published':
      return 'the year is not published; queries go ahead as on a working day'
  }
}
