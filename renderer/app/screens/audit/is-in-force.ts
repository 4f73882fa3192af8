import type { Engagement } from '#contract/engagement.ts'

/** @param now Milliseconds since 1970. */
export function isInForce({ endedAt, validity }: Engagement, now: number): boolean {
  return endedAt === null && Date.parse(validity.from) <= now && now < Date.parse(validity.until)
}
