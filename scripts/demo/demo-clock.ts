/** Where the demo's clock starts: on a working day at ten, and never before a time it has already shown. */

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * @param now The real time: the demo stays in the present as far as it can.
 * @param shown The latest time the demo has shown; codes used before it stay used.
 * @returns Ten o'clock in Shanghai of a Monday to Friday, or the minute after `shown` while that is a working morning.
 */
export function workingMorning(now: Date, shown: Date | undefined): Date {
  const today = tenOClock(now, isWeekend)
  if (shown === undefined || shown < today) return today
  const next = new Date(shown.getTime() + minuteMs)
  const { hour } = shanghai(next)
  return !isWeekend(next) && hour >= 9 && hour < 16 ? next : tenOClock(new Date(shown.getTime() + dayMs), isWeekend)
}

/** Ten o'clock in Shanghai of the first Saturday after a moment. */
export function saturdayAfter(moment: Date): Date {
  return tenOClock(new Date(moment.getTime() + dayMs), (day) => shanghai(day).weekday !== 6)
}

function tenOClock(from: Date, isSkipped: (day: Date) => boolean): Date {
  const { midnight } = shanghai(from)
  const morning = new Date(midnight + 10 * 60 * minuteMs)
  return isSkipped(morning) ? tenOClock(new Date(morning.getTime() + dayMs), isSkipped) : morning
}

function isWeekend(moment: Date): boolean {
  const { weekday } = shanghai(moment)
  return weekday === 0 || weekday === 6
}

/** Shanghai is UTC+8 all year. */
function shanghai(moment: Date) {
  const shifted = moment.getTime() + 8 * 60 * minuteMs
  const local = new Date(shifted)
  return {
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    midnight: Math.floor(shifted / dayMs) * dayMs - 8 * 60 * minuteMs,
  }
}
