/** Deadlines in working days; whether a day is one is an argument. Days are `YYYY-MM-DD`. */

const dayMs = 86_400_000

export type IsWorkingDay = (day: string) => Promise<boolean>

/** The working day that is so many working days after a day: what happened on Friday is due on Tuesday when it is two. */
export async function workingDayAfter(day: string, count: number, isWorking: IsWorkingDay): Promise<string> {
  return step(day, count, { by: 1, isWorking })
}

/**
 * The working day so many working days before a day. What began on an earlier day than this one is overdue on that day.
 */
export async function workingDayBefore(day: string, count: number, isWorking: IsWorkingDay): Promise<string> {
  return step(day, count, { by: -1, isWorking })
}

async function step(day: string, count: number, way: { by: 1 | -1; isWorking: IsWorkingDay }): Promise<string> {
  let at = day
  for (let left = count; left > 0; ) {
    at = new Date(Date.parse(at) + way.by * dayMs).toISOString().slice(0, 10)
    if (await way.isWorking(at)) left -= 1
  }
  return at
}
