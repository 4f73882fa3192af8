import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addStretch,
  beginWatching,
  isWatched,
  longestReportSeconds,
  nothingWatched,
  union,
  type WatchState,
  watchedUpTo,
} from '#contract/rules/watched-stretches.ts'

const lengthSeconds = 96
const start = 1_800_000_000_000
const at = (seconds: number) => start + seconds * 1000
const begun = beginWatching(nothingWatched, start)
/** Watched from the beginning to here, in real time. */
function watchedTo(seconds: number): WatchState {
  let state: WatchState = begun
  for (let second = 0; second < seconds; second += 5) {
    const verdict = addStretch(state, { from: second, to: second + 5 }, { lengthSeconds, nowMs: at(second + 5) })
    if (!verdict.ok) throw new Error(verdict.refusal)
    state = verdict.state
  }
  return state
}

describe('a report', () => {
  test.each([
    { why: 'before the player was opened', state: nothingWatched, from: 0, to: 5, now: 5, refusal: 'not-begun' },
    { why: 'backwards', state: begun, from: 5, to: 4, now: 5, refusal: 'not-a-stretch' },
    { why: 'of nothing', state: begun, from: 0, to: 0, now: 5, refusal: 'not-a-stretch' },
    { why: 'of no number', state: begun, from: Number.NaN, to: 4, now: 5, refusal: 'not-a-stretch' },
    { why: 'more seconds than have passed', state: begun, from: 0, to: 7, now: 5, refusal: 'too-fast' },
    { why: 'beyond what was watched', state: watchedTo(10), from: 12, to: 15, now: 15, refusal: 'skipped-ahead' },
    { why: 'beyond the end', state: watchedTo(95), from: 95, to: 99, now: 120, refusal: 'beyond-the-end' },
    { why: 'of an hour', state: begun, from: 0, to: 60, now: 3600, refusal: 'too-long' },
    { why: 'of time that was used before', state: watchedTo(20), from: 0, to: 10, now: 20, refusal: 'too-fast' },
  ])('$why is refused as $refusal', ({ state, from, to, now, refusal }) => {
    expect(addStretch(state, { from, to }, { lengthSeconds, nowMs: at(now) })).toEqual({ ok: false, refusal })
  })

  test.each([
    { why: 'in real time', state: begun, from: 0, to: 5, now: 5, upTo: 5 },
    { why: 'a second early', state: begun, from: 0, to: 5.9, now: 5, upTo: 5.9 },
    {
      why: 'going on after a pause',
      state: beginWatching(watchedTo(10), at(500)),
      from: 10,
      to: 15,
      now: 505,
      upTo: 15,
    },
    { why: 'watching again', state: watchedTo(20), from: 3, to: 8, now: 30, upTo: 20 },
    { why: 'a hair beyond the end', state: watchedTo(95), from: 95, to: 96.4, now: 100, upTo: 96 },
  ])('$why counts', ({ state, from, to, now, upTo }) => {
    const verdict = addStretch(state, { from, to }, { lengthSeconds, nowMs: at(now) })
    expect(verdict.ok && watchedUpTo(verdict.state.stretches)).toBe(upTo)
  })

  test('the pause itself is no watching: what was not played cannot be made up for', () => {
    const paused = beginWatching(watchedTo(10), at(500))
    const verdict = addStretch(paused, { from: 10, to: 25 }, { lengthSeconds, nowMs: at(505) })
    expect(verdict).toEqual({ ok: false, refusal: 'too-fast' })
  })
})

test.each([
  { upTo: 96, expected: true },
  { upTo: 95, expected: true },
  { upTo: 94.9, expected: false },
])('watched up to $upTo of 96 seconds: $expected', ({ upTo, expected }) => {
  expect(isWatched([{ from: 0, to: upTo }], lengthSeconds)).toBe(expected)
})

test('two stretches with a hole between them are not watched to the end', () => {
  expect(
    isWatched(
      [
        { from: 0, to: 40 },
        { from: 41, to: 96 },
      ],
      lengthSeconds,
    ),
  ).toBe(false)
})

/** Whatever a dishonest player sends, whenever. */
const attack = fc.array(
  fc.record({
    waitSeconds: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 40, noNaN: true })),
    isBegin: fc.boolean(),
    from: fc.oneof(fc.constant('on'), fc.double({ min: -5, max: 120, noNaN: true })),
    length: fc.double({ min: -3, max: 60, noNaN: true }),
  }),
  { maxLength: 80 },
)

type Step = (typeof attack extends fc.Arbitrary<infer T> ? T : never)[number]

/** One step of it; what is refused changes nothing. */
function play(state: WatchState, { isBegin, from, length }: Step, nowMs: number): WatchState {
  const ready = isBegin ? beginWatching(state, nowMs) : state
  const before = watchedUpTo(ready.stretches)
  // `on`: where the honest player would be, or a hair further.
  const begins = from === 'on' ? before + 0.3 : Number(from)
  const verdict = addStretch(ready, { from: begins, to: begins + length }, { lengthSeconds, nowMs })
  if (!verdict.ok) return ready
  expect(watchedUpTo(verdict.state.stretches)).toBeGreaterThanOrEqual(before)
  expect(watchedUpTo(verdict.state.stretches) - before).toBeLessThanOrEqual(longestReportSeconds + 1)
  return verdict.state
}

test('however reports are sent, nobody has watched more than the time that passed, nor with a hole', () => {
  fc.assert(
    fc.property(attack, (steps) => {
      let state: WatchState = begun
      let seconds = 0
      for (const step of steps) {
        seconds += step.waitSeconds
        state = play(state, step, at(seconds))
      }
      const { stretches } = state
      expect(stretches).toEqual(union(stretches))
      expect(stretches.every(({ from, to }) => from >= 0 && to > from && to <= lengthSeconds)).toBe(true)
      expect(watchedUpTo(stretches)).toBeLessThanOrEqual(seconds + 1 + 1e-6)
      const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
      expect(total).toBeLessThanOrEqual(seconds + 1 + 1e-6)
    }),
    { numRuns: 400 },
  )
})
