import type { Clock } from '#main/clock.ts'

const windowMs = 1000

/** Counts per key and second. @returns A function that says whether one more is within the limit. */
export function createRateLimit(limitPerSecond: number, clock: Clock): (key: string) => boolean {
  const counts = new Map<string, { since: number; count: number }>()
  return (key) => {
    const now = clock()
    const known = counts.get(key)
    if (!known || now - known.since >= windowMs) {
      counts.set(key, { since: now, count: 1 })
      return true
    }
    known.count += 1
    return known.count <= limitPerSecond
  }
}
