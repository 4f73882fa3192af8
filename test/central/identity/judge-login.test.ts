import { expect, test } from 'vitest'
import { countGuess, judgeLogin } from '#central/identity/judge-login.ts'
import type { CodeMatch } from '#central/identity/match-code.ts'

const now = new Date('2026-11-25T02:00:00Z')
const user = { status: 'active', lockedUntil: null, institution: '1', initialPasswordUntil: null } as const
const fresh: CodeMatch = { kind: 'fresh', step: 1n, driftSteps: 0 }
const good = { user, isPasswordRight: true, code: fresh, workstationInstitution: '1', isAssigned: false, now }

test.each([
  { why: 'all is right', change: {}, refusal: undefined },
  { why: 'nobody of that ID', change: { user: undefined }, refusal: 'unknown-user' },
  { why: 'suspended', change: { user: { ...user, status: 'suspended' as const } }, refusal: 'not-active' },
  { why: 'stopped', change: { user: { ...user, status: 'stopped' as const } }, refusal: 'not-active' },
  {
    why: 'locked for one more second',
    change: { user: { ...user, lockedUntil: new Date(now.getTime() + 1000) } },
    refusal: 'locked',
  },
  { why: 'the lock ends now', change: { user: { ...user, lockedUntil: now } }, refusal: undefined },
  {
    why: 'locked hides whether the password was right',
    change: { user: { ...user, lockedUntil: new Date(now.getTime() + 1) }, isPasswordRight: false },
    refusal: 'locked',
  },
  {
    why: 'password before code',
    change: { isPasswordRight: false, code: { kind: 'wrong' as const } },
    refusal: 'wrong-password',
  },
  {
    why: 'the password that was handed over is good for one more second',
    change: { user: { ...user, initialPasswordUntil: new Date(now.getTime() + 1000) } },
    refusal: undefined,
  },
  {
    why: 'the password that was handed over ends now',
    change: { user: { ...user, initialPasswordUntil: now } },
    refusal: 'initial-password-expired',
  },
  { why: 'no token', change: { code: { kind: 'no-token' as const } }, refusal: 'no-token' },
  { why: 'wrong code', change: { code: { kind: 'wrong' as const } }, refusal: 'wrong-code' },
  { why: 'used code', change: { code: { kind: 'used' as const } }, refusal: 'used-code' },
  { why: 'another institution', change: { workstationInstitution: '2' }, refusal: 'other-institution' },
  {
    why: 'another institution, to which the person is assigned',
    change: { workstationInstitution: '2', isAssigned: true },
    refusal: undefined,
  },
  {
    why: 'an assignment replaces no password',
    change: { isAssigned: true, isPasswordRight: false },
    refusal: 'wrong-password',
  },
])('$why: $refusal', ({ change, refusal }) => {
  expect(judgeLogin({ ...good, ...change })).toBe(refusal)
})

const lockout = { failures: 5, minutes: 30, locksBeforeSuspension: 3 }
test.each([
  { failedCount: 0, lockCount: 0, after: { failedCount: 1, lockCount: 0, isSuspended: false }, isLocked: false },
  { failedCount: 3, lockCount: 0, after: { failedCount: 4, lockCount: 0, isSuspended: false }, isLocked: false },
  { failedCount: 4, lockCount: 0, after: { failedCount: 0, lockCount: 1, isSuspended: false }, isLocked: true },
  { failedCount: 4, lockCount: 1, after: { failedCount: 0, lockCount: 2, isSuspended: false }, isLocked: true },
  { failedCount: 4, lockCount: 2, after: { failedCount: 0, lockCount: 3, isSuspended: true }, isLocked: true },
])('guess after $failedCount failures and $lockCount locks', ({ failedCount, lockCount, after, isLocked }) => {
  const counted = countGuess({ failedCount, lockCount }, lockout, now)
  expect(counted).toMatchObject(after)
  expect(counted.lockedUntil).toEqual(isLocked ? new Date(now.getTime() + 30 * 60_000) : null)
})
