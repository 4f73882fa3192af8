/** Gives the present moment. Services take it as an argument; only the composition root reads the machine's clock. */
export type Clock = () => Date

/** A clock that shows `start` now and runs on from there. For demo and tests; production refuses it. */
export function clockStartedAt(start: Date, machineNow: () => number = Date.now): Clock {
  const offsetMs = start.getTime() - machineNow()
  return () => new Date(machineNow() + offsetMs)
}

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The calendar day (`YYYY-MM-DD`) and time of day (`HH:MM`) in Asia/Shanghai. */
export function shanghaiTime(moment: Date): { day: string; time: string } {
  const [day = '', time = ''] = shanghai.format(moment).split(' ')
  return { day, time }
}

/** The calendar year in Asia/Shanghai. */
export function shanghaiYear(moment: Date): number {
  return Number(shanghaiTime(moment).day.slice(0, 4))
}

/** The moment at which a day begins in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function startOfShanghaiDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
