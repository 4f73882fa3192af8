/** Password and dynamic password of a user: judged, the code burnt, a guess counted. Log-in and unlocking share it. */

import { randomUUID } from 'node:crypto'
import { type EntryMaker, type WorkstationCaller, workstationEntryOf } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { unseal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SuspensionRecordService } from '#central/suspensions/suspension-record-service.ts'
import type { AssignmentService } from '#central/workstations/assignment-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { Credentials } from '#contract/session.ts'
import type { ResyncRequest } from '#contract/token.ts'
import { countGuess, isGuess, judgeLogin, type LoginRefusal } from './judge-login.ts'
import { type CodeMatch, findInStep, matchCode, type TokenFacts } from './match-code.ts'
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

/** A dynamic password alone, of somebody whose session has shown the password already. */
export type CodeAlone = Pick<Credentials, 'employeeId' | 'dynamicPassword'>

export interface CredentialService {
  /** Locks the user until the transaction ends, so that two tries at once are one after the other. */
  check(tx: Transaction, given: Credentials, caller: WorkstationCaller): Promise<CredentialOutcome>
  /** The code of somebody who is logged in; burnt, and counted as a guess when it is wrong, as at log-in. */
  checkCode(tx: Transaction, given: CodeAlone, caller: WorkstationCaller): Promise<CredentialOutcome>
  /** Password and two codes in a row: brings the token back into step and burns both. */
  resynchronise(tx: Transaction, given: ResyncRequest, caller: WorkstationCaller): Promise<CredentialOutcome>
}

export interface CredentialDependencies {
  readonly policy: PolicyService
  readonly assignments: AssignmentService
  readonly suspensions: Pick<SuspensionRecordService, 'open'>
  readonly keys: KeyRing
  readonly clock: Clock
}

export function createCredentialService(dependencies: CredentialDependencies): CredentialService {
  const { policy, assignments, suspensions, keys, clock } = dependencies
  // Compared against when the user is unknown, so that the answer takes as long.
  const nobodys = nobodysHash()
  return { check, checkCode: (tx, given, caller) => check(tx, { ...given, password: null }, caller), resynchronise }

  /** @param given Without a password when the session has shown it. */
  async function check(
    tx: Transaction,
    given: CodeAlone & { readonly password: string | null },
    caller: WorkstationCaller,
  ): Promise<CredentialOutcome> {
    const judged = await judge(tx, given, caller, (token, body) =>
      matchCode(given.dynamicPassword, token, { now: clock(), ...body.dynamicPassword }),
    )
    if ('refusal' in judged) return judged
    const { user, token, code, lockout } = judged
    if (!(await users.burnStep(tx, token.id, code))) return refuse(tx, user, { refusal: 'used-code', lockout, caller })
    return forgive(tx, user)
  }

  async function resynchronise(
    tx: Transaction,
    given: ResyncRequest,
    caller: WorkstationCaller,
  ): Promise<CredentialOutcome> {
    const judged = await judge(tx, given, caller, (token, body) => {
      const reach = { now: clock(), reach: body.dynamicPassword.resyncSteps }
      const found = findInStep([given.firstCode, given.secondCode], token, reach)
      return found ? { kind: 'fresh', ...found } : { kind: 'wrong' }
    })
    if ('refusal' in judged) return judged
    const { user, token, code, lockout } = judged
    if (!(await users.setInStep(tx, token.id, code))) return refuse(tx, user, { refusal: 'used-code', lockout, caller })
    return forgive(tx, user)
  }

  /** Does the same work whatever is wrong, so that the time taken says nothing. */
  async function judge(
    tx: Transaction,
    given: { readonly employeeId: string; readonly password: string | null },
    caller: WorkstationCaller,
    match: (token: TokenFacts, body: PolicyBody) => CodeMatch,
  ) {
    const { body } = await policy.current(tx)
    const { lockout } = body
    const user = await users.findUserForLogin(tx, given.employeeId)
    const now = clock()
    const matched = match(user?.token ? tokenFacts(user.token) : nobodysToken, body)
    const code = user?.token ? matched : ({ kind: 'no-token' } as const)
    const isPasswordRight = await knows(user, given.password)
    const { institution: workstationInstitution, id: workstationId } = caller.workstation
    const isAssigned = await assignments.isAssigned(tx, { userId: user?.id ?? randomUUID(), workstationId, at: now })
    const refusal = judgeLogin({ user, isPasswordRight, code, workstationInstitution, isAssigned, now })
    if (refusal !== undefined || !user?.token || code.kind !== 'fresh')
      return refuse(tx, user, { refusal: refusal ?? 'no-token', lockout, caller })
    return { user, token: user.token, code, lockout }
  }

  async function knows(user: users.UserForLogin | undefined, password: string | null): Promise<boolean> {
    return password === null || isPassword(user?.passwordHash ?? (await nobodys), password)
  }

  async function forgive(tx: Transaction, user: users.UserForLogin): Promise<CredentialOutcome> {
    const forgiven = { failedCount: 0, lockCount: user.lockCount, lockedUntil: null }
    await users.saveFailures(tx, user.id, forgiven)
    return { user }
  }

  async function refuse(
    tx: Transaction,
    user: users.UserForLogin | undefined,
    { refusal, lockout, caller }: { refusal: LoginRefusal; lockout: PolicyBody['lockout']; caller: WorkstationCaller },
  ): Promise<CredentialRefusal> {
    const counts = user && isGuess(refusal) ? countGuess(user, lockout, clock()) : undefined
    // Written for nobody too, so that it takes as long.
    await users.saveFailures(tx, counts && user ? user.id : randomUUID(), counts ?? noCounts)
    const consequence = consequenceOf(counts)
    if (consequence === 'suspended' && user) await suspendLocked(tx, user.id, caller)
    return { refusal, ...idsOf(user), consequence }
  }

  async function suspendLocked(tx: Transaction, userId: string, caller: WorkstationCaller): Promise<void> {
    const entry: EntryMaker = (kind, about) => workstationEntryOf(kind, caller, about)
    await suspensions.open(tx, { userId, cause: 'locked', entry })
  }

  function tokenFacts(token: NonNullable<users.UserForLogin['token']>): TokenFacts {
    const seed = unseal(keys.sealing('seed'), token.sealedSeed, `${token.id}/${token.profile}/1`)
    return { ...token, seed, lastStep: BigInt(token.lastStep) }
  }
}

const noCounts: users.FailureCounts = { failedCount: 0, lockCount: 0, lockedUntil: null }

const nobodysToken: TokenFacts = {
  seed: new Uint8Array(20),
  profile: 'totp-sha1',
  digits: 6,
  periodSeconds: 30,
  lastStep: 0n,
  driftSteps: 0,
  driftOrigin: 0,
}

function idsOf(user: users.UserForLogin | undefined) {
  return { employeeId: user?.employeeId ?? null, userId: user?.id ?? null }
}

function consequenceOf(counts: ReturnType<typeof countGuess> | undefined): CredentialRefusal['consequence'] {
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
