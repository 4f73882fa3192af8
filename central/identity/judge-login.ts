/** Whether a log-in goes through: pure, so that every way to fail stands in one table of tests. */

import type { PolicyBody } from '#contract/policy.ts'
import type { CodeMatch } from './match-code.ts'

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
