/** Passwords: changed by their user, handed over by an administrator, refused for what they are. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { IssuedPassword, PasswordChange } from '#contract/password.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { type PasswordProblem, passwordProblem } from '#contract/rules/new-password.ts'
import { countGuess } from './judge-login.ts'
import { hashPassword, isPassword, makeInitialPassword, nobodysHash } from './password-hash.ts'
import * as repository from './password-repository.ts'
import type { SessionService } from './session-service.ts'
import * as users from './user-repository.ts'

export interface PasswordService {
  /** @throws {AppError} `credentials-refused`, which counts as a guess, or `password-refused`; the log has the reason. */
  change(change: PasswordChange, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `not-found` outside the subtree; `forbidden` for oneself or when the caller handed over the token. */
  issueInitial(employeeId: string, caller: SessionCaller): Promise<IssuedPassword>
}

export interface PasswordDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly sessions: Pick<SessionService, 'endForUser'>
  readonly clock: Clock
}

type Refusal = PasswordProblem | 'used-before' | 'wrong-password' | 'locked'

export function createPasswordService(dependencies: PasswordDependencies): PasswordService {
  const { database, audit, policy, institutions, sessions, clock } = dependencies
  const nobodys = nobodysHash()
  return { change, issueInitial }

  async function change({ currentPassword, newPassword }: PasswordChange, caller: SessionCaller): Promise<void> {
    const { body } = await policy.current()
    const refusal = await inTransaction(database, async (tx) => {
      const user = await users.findUserForLogin(tx, caller.user.employeeId)
      if (!user) throw new AppError('session-ended', 'The session is over.')
      const found =
        (await refuseGuess(tx, user, currentPassword, body.lockout)) ??
        passwordProblem(newPassword, { employeeId: user.employeeId, minLength: body.password.minLength }) ??
        (await whetherUsed(tx, user, newPassword, body.password))
      if (found === undefined) await replace(tx, { user, newPassword, caller, body })
      else await audit.record(tx, passwordEntry('password.refused', caller, user.id, { reason: found }))
      return found
    })
    if (refusal) throw refusalFailure(refusal)
  }

  async function refuseGuess(
    tx: Transaction,
    user: users.UserForLogin,
    password: string,
    lockout: PolicyBody['lockout'],
  ): Promise<Refusal | undefined> {
    if (user.lockedUntil !== null && user.lockedUntil > clock()) return 'locked'
    if (await isPassword(user.passwordHash ?? (await nobodys), password)) return undefined
    await users.saveFailures(tx, user.id, countGuess(user, lockout, clock()))
    return 'wrong-password'
  }

  async function whetherUsed(
    tx: Transaction,
    user: users.UserForLogin,
    password: string,
    { history }: PolicyBody['password'],
  ): Promise<Refusal | undefined> {
    // The present one counts as one of them.
    const former = await repository.findFormerPasswords(tx, user.id, history - 1)
    const known = user.passwordHash === null ? former : [user.passwordHash, ...former]
    for (const hash of known) if (await isPassword(hash, password)) return 'used-before'
    return undefined
  }

  async function replace(
    tx: Transaction,
    {
      user,
      newPassword,
      caller,
      body,
    }: { user: users.UserForLogin; newPassword: string } & {
      caller: SessionCaller
      body: PolicyBody
    },
  ): Promise<void> {
    const hash = await hashPassword(newPassword)
    await repository.replacePassword(tx, user.id, { hash, at: clock() }, body.password.history)
    await repository.settleSession(tx, caller.session.id)
    await audit.record(tx, passwordEntry('password.changed', caller, user.id, {}))
  }

  async function issueInitial(employeeId: string, caller: SessionCaller): Promise<IssuedPassword> {
    const { body } = await policy.current()
    const password = makeInitialPassword()
    const hash = await hashPassword(password)
    const at = clock()
    const until = new Date(at.getTime() + body.password.initialHours * 3_600_000)
    const reason = await inTransaction(database, async (tx) => {
      const user = await repository.lockRecipient(tx, employeeId)
      if (!user) throw new AppError('not-found', 'There is no such user in your subtree.')
      await institutions.requireWithin(tx, user.institution, caller)
      const found = whyNotIssue(user, caller)
      if (found !== undefined) {
        await audit.record(tx, passwordEntry('password.issue-refused', caller, user.id, { employeeId, reason: found }))
        return found
      }
      const issued = { by: caller.user.id, until }
      await repository.replacePassword(tx, user.id, { hash, at, issued }, body.password.history)
      await sessions.endForUser(tx, user.id, 'password-issued')
      await audit.record(tx, passwordEntry('password.issued', caller, user.id, { employeeId }))
      return undefined
    })
    if (reason !== undefined) throw new AppError('forbidden', `This password may not be handed over: ${reason}.`)
    return { password, validUntil: until.toISOString() }
  }
}

/** Whoever held both factors of a user could log in as him. */
function whyNotIssue(
  user: repository.Recipient,
  caller: SessionCaller,
): 'own' | 'holds-token' | 'not-active' | undefined {
  if (user.id === caller.user.id) return 'own'
  if (user.tokenEnrolledBy === caller.user.id) return 'holds-token'
  return user.status === 'stopped' ? 'not-active' : undefined
}

function refusalFailure(refusal: Refusal): AppError {
  const isGuess = refusal === 'wrong-password' || refusal === 'locked'
  if (isGuess) return new AppError('credentials-refused', 'The present password was refused, or the user is locked.')
  return new AppError('password-refused', `The new password was refused: ${refusal}.`)
}

function passwordEntry(
  kind: 'password.changed' | 'password.refused' | 'password.issued' | 'password.issue-refused',
  caller: SessionCaller,
  userId: string,
  facts: Record<string, string>,
) {
  return entryOf(kind, caller, { object: userId, facts })
}
