import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gmtOneTimePassword } from '#central/identity/gmt-0021.ts'
import { findInStep, matchCode } from '#central/identity/match-code.ts'
import { oneTimePassword } from '#central/identity/one-time-password.ts'

const now = new Date('2026-11-25T02:00:00Z')
const window = { now, toleratedSteps: 1, lookAhead: 10 }
const seed = Buffer.alloc(20, 7)
const step = BigInt(Math.floor(now.getTime() / 30_000))
const token = {
  seed,
  profile: 'totp-sha1',
  digits: 6,
  periodSeconds: 30,
  lastStep: 0n,
  driftSteps: 0,
  driftOrigin: 0,
} as const
const codeAt = (offset: bigint) => oneTimePassword(seed, step + offset, token)

test.each([
  { why: 'the present step', offset: 0n, lastStep: 0n, kind: 'fresh' },
  { why: 'one step behind', offset: -1n, lastStep: 0n, kind: 'fresh' },
  { why: 'one step ahead', offset: 1n, lastStep: 0n, kind: 'fresh' },
  { why: 'two steps behind', offset: -2n, lastStep: 0n, kind: 'wrong' },
  { why: 'two steps ahead', offset: 2n, lastStep: 0n, kind: 'wrong' },
  { why: 'the step used last', offset: 0n, lastStep: step, kind: 'used' },
  { why: 'a step before the one used last', offset: -1n, lastStep: step, kind: 'used' },
  { why: 'the step after the one used last', offset: 1n, lastStep: step, kind: 'fresh' },
])('$why is $kind', ({ offset, lastStep, kind }) => {
  expect(matchCode(codeAt(offset), { ...token, lastStep }, window).kind).toBe(kind)
})

const gmtStep = BigInt(Math.floor(now.getTime() / 60_000))
const gmtToken = {
  seed,
  profile: 'gmt-2012-sm3',
  digits: 6,
  periodSeconds: 60,
  lastStep: 0n,
  driftSteps: 0,
  driftOrigin: 0,
} as const

test.each([
  { why: 'the present minute', offset: 0n, lastStep: 0n, kind: 'fresh' },
  { why: 'one minute behind', offset: -1n, lastStep: 0n, kind: 'fresh' },
  { why: 'one minute ahead', offset: 1n, lastStep: 0n, kind: 'fresh' },
  { why: 'two minutes behind', offset: -2n, lastStep: 0n, kind: 'wrong' },
  { why: 'two minutes ahead', offset: 2n, lastStep: 0n, kind: 'wrong' },
  { why: 'the minute used last', offset: 0n, lastStep: gmtStep, kind: 'used' },
  { why: 'a minute before the one used last', offset: -1n, lastStep: gmtStep, kind: 'used' },
  { why: 'the minute after the one used last', offset: 1n, lastStep: gmtStep, kind: 'fresh' },
])('with a GM/T token $why is $kind', ({ offset, lastStep, kind }) => {
  const code = gmtOneTimePassword(seed, { timeStep: gmtStep + offset }, { algorithm: 'sm3', digits: 6 })
  expect(matchCode(code, { ...gmtToken, lastStep }, window).kind).toBe(kind)
})

test('a code of another scheme with the same seed is wrong', () => {
  const other = gmtOneTimePassword(seed, { timeStep: gmtStep }, { algorithm: 'sm4', digits: 6 })
  expect(matchCode(other, gmtToken, window).kind).toBe('wrong')
})

test('a code of another length is wrong, not an error', () => {
  expect(matchCode(`${codeAt(0n)}0`, token, window).kind).toBe('wrong')
  expect(matchCode('', token, window).kind).toBe('wrong')
})

test.each([
  { why: 'a clock a step ahead', drift: 0, offset: 1n, after: 1 },
  { why: 'a clock a step behind', drift: 0, offset: -1n, after: -1 },
  { why: 'a clock where it was', drift: 3, offset: 3n, after: 3 },
  { why: 'a clock one further', drift: 3, offset: 4n, after: 4 },
  { why: 'a clock on its way back', drift: 3, offset: 2n, after: 2 },
  { why: 'a clock that has run as far as it is followed', drift: 10, offset: 11n, after: 10 },
  { why: 'a clock as far behind', drift: -10, offset: -11n, after: -10 },
  { why: 'a clock far from where it was believed', drift: 3, offset: 1n, after: undefined },
  { why: 'a code around our clock when the token is elsewhere', drift: 5, offset: 0n, after: undefined },
])('$why: the drift becomes $after', ({ drift, offset, after }) => {
  const match = matchCode(codeAt(offset), { ...token, driftSteps: drift }, window)
  expect(match.kind === 'fresh' ? match.driftSteps : undefined).toBe(after)
})

test('a clock set by hand is followed ten steps from there', () => {
  const set = { ...token, driftSteps: 25, driftOrigin: 15 }
  expect(matchCode(codeAt(26n), set, window)).toMatchObject({ kind: 'fresh', driftSteps: 25 })
})

const counted = { ...token, profile: 'hotp', lastStep: 41n } as const
const countedCode = (counter: bigint) => oneTimePassword(seed, counter, counted)
test.each([
  { why: 'the next', counter: 42n, kind: 'fresh' },
  { why: 'the tenth from here', counter: 51n, kind: 'fresh' },
  { why: 'the eleventh', counter: 52n, kind: 'wrong' },
  { why: 'the last one', counter: 41n, kind: 'used' },
  { why: 'one before it', counter: 40n, kind: 'used' },
])('of an event-based token $why code is $kind', ({ counter, kind }) => {
  expect(matchCode(countedCode(counter), counted, window).kind).toBe(kind)
})

test('an unused event-based token begins at counter 0', () => {
  const unused = { ...counted, lastStep: -1n }
  expect(matchCode(countedCode(0n), unused, window)).toEqual({ kind: 'fresh', step: 0n, driftSteps: 0 })
})

const reach = { now, reach: 20 }
test.each([
  { why: 'around our clock', offset: 0n, found: 1 },
  { why: 'twenty steps behind', offset: -20n, found: -19 },
  { why: 'twenty steps ahead', offset: 20n, found: 21 },
  { why: 'twenty-one behind', offset: -21n, found: undefined },
  { why: 'twenty-one ahead', offset: 21n, found: undefined },
])('two codes in a row $why put the clock at $found', ({ offset, found }) => {
  expect(findInStep([codeAt(offset), codeAt(offset + 1n)], token, reach)?.driftSteps).toBe(found)
})

test.each([
  { why: 'in the wrong order', codes: [codeAt(1n), codeAt(0n)] },
  { why: 'with one left out', codes: [codeAt(0n), codeAt(2n)] },
  { why: 'the same twice', codes: [codeAt(0n), codeAt(0n)] },
] as const)('two codes $why do not bring it into step', ({ codes }) => {
  expect(findInStep([codes[0], codes[1]], token, reach)).toBeUndefined()
})

test('codes that were used do not bring it into step', () => {
  expect(findInStep([codeAt(0n), codeAt(1n)], { ...token, lastStep: step }, reach)).toBeUndefined()
  expect(findInStep([countedCode(41n), countedCode(42n)], counted, reach)).toBeUndefined()
  expect(findInStep([countedCode(42n), countedCode(43n)], counted, reach)?.step).toBe(43n)
})

test('whatever was accepted is never accepted again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -1, max: 1 }), (drift, offset) => {
      const drifting = { ...token, driftSteps: drift, driftOrigin: drift }
      const code = codeAt(BigInt(drift + offset))
      const first = matchCode(code, drifting, window)
      if (first.kind !== 'fresh') return false
      const after = { ...drifting, lastStep: first.step, driftSteps: first.driftSteps }
      return matchCode(code, after, window).kind !== 'fresh'
    }),
    { numRuns: 60 },
  )
})
