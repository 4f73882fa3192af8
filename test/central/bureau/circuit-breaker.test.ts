import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admit,
  type BreakerState,
  closedBreaker,
  noteFailure,
  noteSuccess,
} from '#central/bureau/https/circuit-breaker.ts'

const limits = { failures: 3, openMs: 1000 }
const failedTwice: BreakerState = { kind: 'closed', failures: 2 }
const open: BreakerState = { kind: 'open', until: 5000 }
const probing: BreakerState = { kind: 'half-open', until: 6000 }

test.each([
  { why: 'nothing has failed', state: closedBreaker, now: 0, isAdmitted: true, next: closedBreaker },
  { why: 'one failure short of opening', state: failedTwice, now: 0, isAdmitted: true, next: failedTwice },
  { why: 'open', state: open, now: 4000, isAdmitted: false, next: open },
  { why: 'just before its time', state: open, now: 4999, isAdmitted: false, next: open },
  { why: 'its time has come', state: open, now: 5000, isAdmitted: true, next: probing },
  { why: 'another one probes', state: probing, now: 5999, isAdmitted: false, next: probing },
  {
    why: 'the probe was never heard of again',
    state: probing,
    now: 6000,
    isAdmitted: true,
    next: { kind: 'half-open', until: 7000 },
  },
])('$why: a request is admitted is $isAdmitted', ({ state, now, isAdmitted, next }) => {
  expect(admit(state, now, limits)).toEqual({ isAdmitted, state: next })
})

test.each([
  { why: 'a first failure', state: closedBreaker, next: { kind: 'closed', failures: 1 } },
  { why: 'the last one that is borne', state: failedTwice, next: { kind: 'open', until: 1100 } },
  { why: 'a failed probe', state: probing, next: { kind: 'open', until: 1100 } },
  { why: 'one that was asked before it opened', state: open, next: open },
])('$why leads to $next.kind', ({ state, next }) => {
  expect(noteFailure(state, 100, limits)).toEqual(next)
})

test.each([
  { why: 'an answer forgets failures', state: failedTwice, next: closedBreaker },
  { why: 'a good probe closes it', state: probing, next: closedBreaker },
  { why: 'an answer from before it opened does not close it', state: open, next: open },
])('$why', ({ state, next }) => {
  expect(noteSuccess(state)).toEqual(next)
})

interface Walk {
  state: BreakerState
  now: number
  inARow: number
  admittedAt: number[]
}

/** Time passes, and each request that is admitted is answered or fails at once. */
function step(walk: Walk, { waitMs, isAnswered }: { waitMs: number; isAnswered: boolean }): void {
  walk.now += waitMs
  const entry = admit(walk.state, walk.now, limits)
  if (!entry.isAdmitted) return
  walk.admittedAt.push(walk.now)
  const before = entry.state.kind
  walk.inARow = isAnswered ? 0 : walk.inARow + 1
  walk.state = isAnswered ? noteSuccess(entry.state) : noteFailure(entry.state, walk.now, limits)
  if (isAnswered) expect(walk.state).toEqual(closedBreaker)
  else expect(walk.state.kind).toBe(before === 'half-open' || walk.inARow >= limits.failures ? 'open' : 'closed')
}

test('whatever happens: failures in a row open it, an answer closes it, and once open it lets one through per period', () => {
  const happenings = fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 1500 }), isAnswered: fc.boolean() }))
  fc.assert(
    fc.property(happenings, (all) => {
      const walk: Walk = { state: closedBreaker, now: 0, inARow: 0, admittedAt: [] }
      for (const one of all) step(walk, one)
    }),
  )
  const allFail = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20 })
  fc.assert(
    fc.property(allFail, (waits) => {
      const walk: Walk = { state: closedBreaker, now: 0, inARow: 0, admittedAt: [] }
      for (const waitMs of waits) step(walk, { waitMs, isAnswered: false })
      const probes = walk.admittedAt.slice(limits.failures - 1)
      const gaps = probes.slice(1).map((at, index) => at - (probes[index] ?? 0))
      expect(Math.min(limits.openMs, ...gaps)).toBe(limits.openMs)
    }),
  )
})

test('while it is half open only one of many asks', () => {
  let state: BreakerState = open
  const admitted = Array.from({ length: 20 }, () => {
    const entry = admit(state, 5100, limits)
    state = entry.state
    return entry.isAdmitted
  })
  expect(admitted.filter(Boolean)).toHaveLength(1)
})
