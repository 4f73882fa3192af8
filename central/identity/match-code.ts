/** Whether a code is one the token shows, where its clock or counter stands, and how it is brought back into step: pure. */

import { timingSafeEqual } from 'node:crypto'
import { oneTimePassword, type TokenProfile, tokenProfiles, tokenStep } from './one-time-password.ts'

export interface TokenFacts {
  readonly seed: Uint8Array
  readonly profile: TokenProfile
  readonly digits: number
  readonly periodSeconds: number
  /** The newest step or counter that was accepted; −1: none yet. */
  readonly lastStep: bigint
  /** The token's clock against ours, in steps. */
  readonly driftSteps: number
  /** The drift when it was last set by hand; from there it is followed so far and no further. */
  readonly driftOrigin: number
}

/** `used`: the code is right but not newer than the last one accepted (RFC 6238 section 5.2). */
export type CodeMatch =
  | { readonly kind: 'fresh'; readonly step: bigint; readonly driftSteps: number }
  | { readonly kind: 'used' | 'wrong' | 'no-token' }

export interface Window {
  readonly now: Date
  /** Steps to either side of where a clock is believed to stand. */
  readonly toleratedSteps: number
  /** Counters after the last one that an event-based token may have run ahead (RFC 4226 section 7.2). */
  readonly lookAhead: number
}

const followedSteps = 10

/**
 * Compares a code with every step of the window. All candidates are computed and compared in constant time, so that the
 * time taken says nothing about which one matched.
 */
export function matchCode(code: string, token: TokenFacts | undefined, window: Window): CodeMatch {
  if (token === undefined) return { kind: 'no-token' }
  const [from, to] = windowOf(token, window)
  const matching = stepsBetween(from, to).filter((step) => isSameCode(codeAt(token, step), code))
  const fresh = matching.find((step) => step > token.lastStep)
  if (fresh !== undefined) return { kind: 'fresh', step: fresh, driftSteps: followDrift(token, fresh, window.now) }
  return { kind: matching.length > 0 ? 'used' : 'wrong' }
}

/**
 * Where a token stands that showed two codes in a row. @returns `undefined` when they are not its own, one after the
 * other, within reach.
 *
 * @param reach Steps around our clock, or counters after the last one.
 */
export function findInStep(
  codes: readonly [first: string, second: string],
  token: TokenFacts,
  { now, reach }: { readonly now: Date; readonly reach: number },
): { readonly step: bigint; readonly driftSteps: number } | undefined {
  const [from, to] = isClocked(token)
    ? around(middleOf(token, now), reach)
    : [token.lastStep + 1n, token.lastStep + BigInt(reach)]
  const steps = stepsBetween(from, to + 1n)
  const isFirst = steps.map((step) => isSameCode(codeAt(token, step), codes[0]))
  const isSecond = steps.map((step) => isSameCode(codeAt(token, step), codes[1]))
  const found = steps
    .filter((step, index) => isFirst[index - 1] && isSecond[index] && step - 1n > token.lastStep)
    .at(-1)
  if (found === undefined) return undefined
  return { step: found, driftSteps: isClocked(token) ? Number(found - middleOf(token, now)) : 0 }
}

/** The drift moves by one step at a time and not far from where it was set by hand. */
function followDrift(token: TokenFacts, step: bigint, now: Date): number {
  const { driftSteps, driftOrigin } = token
  if (!isClocked(token)) return 0
  const offset = Math.sign(Number(step - middleOf(token, now)) - driftSteps)
  return Math.abs(driftSteps + offset - driftOrigin) <= followedSteps ? driftSteps + offset : driftSteps
}

function windowOf(token: TokenFacts, { now, toleratedSteps, lookAhead }: Window): readonly [bigint, bigint] {
  if (isClocked(token)) return around(middleOf(token, now) + BigInt(token.driftSteps), toleratedSteps)
  // As many behind as ahead: a code used before is known as such, and the number computed stays the same.
  return [token.lastStep - BigInt(lookAhead - 1), token.lastStep + BigInt(lookAhead)]
}

function around(middle: bigint, steps: number): readonly [bigint, bigint] {
  return [middle - BigInt(steps), middle + BigInt(steps)]
}

function isClocked({ profile }: TokenFacts): boolean {
  return tokenProfiles[profile].isTimeBased
}

function middleOf(token: TokenFacts, now: Date): bigint {
  return tokenStep(now.getTime() / 1000, token)
}

function stepsBetween(from: bigint, to: bigint): bigint[] {
  const first = from < 0n ? 0n : from
  return Array.from({ length: Number(to - first) + 1 }, (_, index) => first + BigInt(index))
}

function codeAt(token: TokenFacts, step: bigint): string {
  return oneTimePassword(token.seed, step, token)
}

function isSameCode(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given.padEnd(expected.length).slice(0, expected.length))]
  return a.length === b.length && timingSafeEqual(a, b) && given.length === expected.length
}
