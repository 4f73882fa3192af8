/** Times as the bank reads them: Asia/Shanghai, eight hours ahead of UTC, no daylight saving time. */

const offsetMs = 8 * 3600_000

/** `YYYY-MM-DD HH:MM`. @param instant RFC 3339, or milliseconds since 1970. */
export function shanghaiMoment(instant: string | number): string {
  return shifted(instant).slice(0, 16).replace('T', ' ')
}

/** `YYYY-MM-DD`. */
export function shanghaiDay(instant: string | number): string {
  return shifted(instant).slice(0, 10)
}

/** `HH:MM`. */
export function shanghaiTimeOfDay(instant: string | number): string {
  return shifted(instant).slice(11, 16)
}

function shifted(instant: string | number): string {
  return new Date(new Date(instant).getTime() + offsetMs).toISOString()
}
