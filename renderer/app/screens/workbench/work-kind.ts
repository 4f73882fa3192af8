import type { Query } from '#contract/query.ts'

/** What there is to do with a query, in the order in which it is done. */
export const workKinds = ['release-waiting', 'viewable', 'blocked', 'over'] as const
export type WorkKind = (typeof workKinds)[number]

/** @param now Milliseconds since 1970; `undefined` while the service's time is not known. */
export function workKindOf({ state, report, release }: Query, now: number | undefined): WorkKind | undefined {
  if (state === 'blocked') {
    const isUnderWay = release?.state === 'waiting' || release?.state === 'granted'
    return isUnderWay ? 'release-waiting' : 'blocked'
  }
  if (report === null) return undefined
  const isOver = report.openingsLeft === 0 || (now !== undefined && Date.parse(report.viewableUntil) <= now)
  return isOver ? 'over' : 'viewable'
}
