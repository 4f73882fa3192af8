/** Password and dynamic password of a user: judged, the code burnt, a guess counted. Log-in and unlocking share it. */

import { randomUUID } from 'node:crypto'
import type { WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { unseal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { AssignmentService } from '#central/workstations/assignment-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { Credentials } from '#contract/session.ts'
import { countGuess, isGuess, judgeLogin, type LoginRefusal, matchCode } from './judge-login.ts'
import { isPassword, nobodysHash } from './password-hash.ts'
import * as users from './user-repository.ts'

export interface CredentialRefusal {
  readonly refusal: LoginRefusal
  /** Of whom it is known who was meant. */
  readonly employeeId: string | null
  readonly userId: string | null
  /** What the guess did to the user. */
  readonly consequence: 'suspended' | 'locked' | 'none'
}

export type CredentialOutcome = { readonly user: users.UserForLogin } | CredentialRefusal

export interface CredentialService {
  /** Locks the user until the transaction ends, so that two tries at once are one after the other. */
  check(tx: Transaction, given: Credentials, caller: WorkstationCaller): Promise<CredentialOutcome>
}

export interface CredentialDependencies {
  readonly policy: PolicyService
  readonly assignments: AssignmentService
  readonly keys: KeyRing
  readonly clock: Clock
}

export function createCredentialService({
  policy,
  assignments,
  keys,
  clock,
}: CredentialDependencies): CredentialService {
  // Compared against when the user is unknown, so that the answer takes as long.
  const nobodys = nobodysHash()
  return { check }

  async function check(tx: Transaction, given: Credentials, caller: WorkstationCaller): Promise<CredentialOutcome> {
    const { body } = await policy.current(tx)
    const user = await users.findUserForLogin(tx, given.employeeId)
    const now = clock()
    const code = matchCode(given.dynamicPassword, user?.token ? tokenFacts(user.token) : undefined, {
      now,
      toleratedSteps: body.dynamicPassword.toleratedSteps,
    })
    const isPasswordRight = await isPassword(user?.passwordHash ?? (await nobodys), given.password)
    const { institution: workstationInstitution, id: workstationId } = caller.workstation
    // Asked for nobody too, so that it takes as long.
    const isAssigned = await assignments.isAssigned(tx, { userId: user?.id ?? randomUUID(), workstationId, at: now })
    const refusal = judgeLogin({ user, isPasswordRight, code, workstationInstitution, isAssigned, now })
    if (refusal !== undefined || !user?.token || code.kind !== 'fresh')
      return refuse(tx, user, refusal ?? 'no-token', body.lockout)
    if (!(await users.burnStep(tx, user.token.id, code.step))) return refuse(tx, user, 'used-code', body.lockout)
    const forgiven = { failedCount: 0, lockCount: user.lockCount, lockedUntil: null, isSuspended: false }
    await users.saveFailures(tx, user.id, forgiven)
    return { user }
  }

  async function refuse(
    tx: Transaction,
    user: users.UserForLogin | undefined,
    refusal: LoginRefusal,
    lockout: PolicyBody['lockout'],
  ): Promise<CredentialRefusal> {
    const counts = user && isGuess(refusal) ? countGuess(user, lockout, clock()) : undefined
    if (user && counts) await users.saveFailures(tx, user.id, counts)
    return {
      refusal,
      employeeId: user?.employeeId ?? null,
      userId: user?.id ?? null,
      consequence: consequenceOf(counts),
    }
  }

  function tokenFacts(token: NonNullable<users.UserForLogin['token']>) {
    const seed = unseal(keys.sealing('seed'), token.sealedSeed, `${token.id}/${token.profile}/1`)
    return { ...token, seed, lastStep: BigInt(token.lastStep) }
  }
}

function consequenceOf(counts: users.FailureCounts | undefined): CredentialRefusal['consequence'] {
  if (counts?.isSuspended) return 'suspended'
  return counts?.lockedUntil ? 'locked' : 'none'
}

/** What the person is told. Only who knew password and code hears that the code was used before. */
export function refusalFailure(refusal: LoginRefusal): AppError {
  if (refusal === 'used-code') return new AppError('code-used', 'This dynamic password has been used.')
  if (refusal === 'other-institution')
    return new AppError('forbidden', 'The user does not belong to the institution of this workstation.')
  return new AppError(
    'credentials-refused',
    'Employee ID, password or dynamic password was refused, or the user is locked.',
  )
}
