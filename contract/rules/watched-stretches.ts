/**
 * What of a video somebody has watched, by what the player reports: only seconds that really passed while it played, and
 * nothing beyond what was watched before. Seconds of the video are numbers; moments are milliseconds of the service's
 * clock.
 */

import type { Stretch } from '#contract/training.ts'

/** A player reports a little late or early. */
const jitterSeconds = 1
/** Gaps as small as this come from the player's rounding. */
const gapSeconds = 0.35
/** A player reports every few seconds: a longer stretch at once was not played with the window in front. */
export const longestReportSeconds = 20

export interface WatchState {
  /** Ascending, none touching another. */
  readonly stretches: readonly Stretch[]
  /** Up to this moment the time that passed has been used for watching; `null`: it has never been opened. */
  readonly spentUntilMs: number | null
}

export const nothingWatched: WatchState = { stretches: [], spentUntilMs: null }

export type WatchRefusal = 'not-begun' | 'not-a-stretch' | 'beyond-the-end' | 'skipped-ahead' | 'too-long' | 'too-fast'

export type WatchVerdict =
  | { readonly ok: true; readonly state: WatchState }
  | { readonly ok: false; readonly refusal: WatchRefusal }

/** The player was opened, or goes on after a pause: what passed before was no watching. */
export function beginWatching({ stretches, spentUntilMs }: WatchState, nowMs: number): WatchState {
  return { stretches, spentUntilMs: Math.max(nowMs, spentUntilMs ?? nowMs) }
}

/**
 * Takes one report of the player.
 *
 * @param report A stretch that was just played.
 * @param video Its length, and the present moment.
 */
export function addStretch(
  state: WatchState,
  report: Stretch,
  { lengthSeconds, nowMs }: { readonly lengthSeconds: number; readonly nowMs: number },
): WatchVerdict {
  const refusal = refusalOf(state, report, { lengthSeconds, nowMs })
  if (refusal !== undefined) return { ok: false, refusal }
  const to = Math.min(report.to, lengthSeconds)
  const spentUntilMs = earliestMs(state, nowMs) + chargeOf(state, { from: report.from, to }) * 1000
  return { ok: true, state: { stretches: union([...state.stretches, { from: report.from, to }]), spentUntilMs } }
}

function refusalOf(
  state: WatchState,
  { from, to }: Stretch,
  { lengthSeconds, nowMs }: { lengthSeconds: number; nowMs: number },
): WatchRefusal | undefined {
  if (state.spentUntilMs === null) return 'not-begun'
  if (!(from >= 0 && to > from)) return 'not-a-stretch'
  if (to > lengthSeconds + jitterSeconds) return 'beyond-the-end'
  if (from > watchedUpTo(state.stretches) + gapSeconds) return 'skipped-ahead'
  if (to - from > longestReportSeconds) return 'too-long'
  const passedSeconds = (nowMs - earliestMs(state, nowMs)) / 1000
  return chargeOf(state, { from, to }) > passedSeconds + jitterSeconds ? 'too-fast' : undefined
}

/** What a report costs of the time that passed; a gap that is joined costs too, or many small ones would be a jump. */
function chargeOf({ stretches }: WatchState, { from, to }: Stretch): number {
  return Math.max(to - from, to - watchedUpTo(stretches))
}

/** Time that passed unused longer ago than a report can be long is no watching. */
function earliestMs({ spentUntilMs }: WatchState, nowMs: number): number {
  return Math.max(spentUntilMs ?? nowMs, nowMs - longestReportSeconds * 1000)
}

/** Up to where everything was watched from the beginning on. */
export function watchedUpTo(stretches: readonly Stretch[]): number {
  const [first] = stretches
  return first && first.from <= gapSeconds ? first.to : 0
}

/** The last second may be cut off by the player. */
export function isWatched(stretches: readonly Stretch[], lengthSeconds: number): boolean {
  return watchedUpTo(stretches) >= lengthSeconds - jitterSeconds
}

/** Ascending, overlapping and touching ones joined. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to + gapSeconds) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else joined.push({ from, to })
  }
  return joined
}
