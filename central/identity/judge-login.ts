/** Whether a log-in goes through: pure, so that every way to fail stands in one table of tests. */

import { timingSafeEqual } from 'node:crypto'
import type { PolicyBody } from '#contract/policy.ts'
import { oneTimePassword, type TimeBasedProfile, tokenStep } from './one-time-password.ts'

export interface LoginFacts {
  readonly user:
    | {
        readonly status: 'active' | 'suspended' | 'stopped'
        readonly lockedUntil: Date | null
        readonly institution: string
        /** The password is one that was handed over, good until then. */
        readonly initialPasswordUntil: Date | null
      }
    | undefined
  readonly isPasswordRight: boolean
  readonly code: CodeMatch
  /** Institution of the workstation at which the person stands. */
  readonly workstationInstitution: string
  /** An administrator lets this person work at this workstation of another institution, for a time. */
  readonly isAssigned: boolean
  readonly now: Date
}

/** `used`: the code is right but its step is not newer than the last one accepted (RFC 6238 section 5.2). */
export type CodeMatch =
  | { readonly kind: 'fresh'; readonly step: bigint }
  | { readonly kind: 'used' | 'wrong' | 'no-token' }

export const loginRefusals = [
  'unknown-user',
  'not-active',
  'locked',
  'wrong-password',
  'initial-password-expired',
  'no-token',
  'wrong-code',
  'used-code',
  'other-institution',
] as const
export type LoginRefusal = (typeof loginRefusals)[number]

/** The reason to refuse, for the log; the person is told less (see the session service). `undefined`: go ahead. */
export function judgeLogin({
  user,
  isPasswordRight,
  code,
  workstationInstitution,
  isAssigned,
  now,
}: LoginFacts): LoginRefusal | undefined {
  if (user === undefined) return 'unknown-user'
  if (user.status !== 'active') return 'not-active'
  if (user.lockedUntil !== null && user.lockedUntil > now) return 'locked'
  if (!isPasswordRight) return 'wrong-password'
  if (user.initialPasswordUntil !== null && user.initialPasswordUntil <= now) return 'initial-password-expired'
  if (code.kind !== 'fresh') return refusalOfCode[code.kind]
  return user.institution === workstationInstitution || isAssigned ? undefined : 'other-institution'
}

const refusalOfCode = { used: 'used-code', wrong: 'wrong-code', 'no-token': 'no-token' } as const

/** Refusals that are guesses at a secret and count towards the lock. */
export function isGuess(refusal: LoginRefusal): boolean {
  return refusal === 'wrong-password' || refusal === 'wrong-code' || refusal === 'used-code'
}

export interface Failures {
  readonly failedCount: number
  readonly lockCount: number
}

/** What one more guess does to the user. */
export function countGuess({ failedCount, lockCount }: Failures, lockout: PolicyBody['lockout'], now: Date) {
  if (failedCount + 1 < lockout.failures) {
    return { failedCount: failedCount + 1, lockCount, lockedUntil: null, isSuspended: false }
  }
  const lockedUntil = new Date(now.getTime() + lockout.minutes * 60_000)
  return {
    failedCount: 0,
    lockCount: lockCount + 1,
    lockedUntil,
    isSuspended: lockCount + 1 >= lockout.locksBeforeSuspension,
  }
}

export interface TokenFacts {
  readonly seed: Uint8Array
  readonly profile: TimeBasedProfile
  readonly digits: number
  readonly periodSeconds: number
  readonly lastStep: bigint
}

/**
 * Compares a code with every step of the window around the service's clock. All candidates are computed and compared in
 * constant time, so that the time taken says nothing about which one matched.
 */
export function matchCode(
  code: string,
  token: TokenFacts | undefined,
  { now, toleratedSteps }: { now: Date; toleratedSteps: number },
): CodeMatch {
  if (token === undefined) return { kind: 'no-token' }
  const middle = tokenStep(now.getTime() / 1000, token)
  const matching: bigint[] = []
  for (let step = middle - BigInt(toleratedSteps); step <= middle + BigInt(toleratedSteps); step += 1n) {
    if (isSameCode(oneTimePassword(token.seed, step, token), code)) matching.push(step)
  }
  const fresh = matching.find((step) => step > token.lastStep)
  if (fresh !== undefined) return { kind: 'fresh', step: fresh }
  return { kind: matching.length > 0 ? 'used' : 'wrong' }
}

function isSameCode(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given.padEnd(expected.length).slice(0, expected.length))]
  return timingSafeEqual(a, b) && given.length === expected.length
}
