/** Signing with a challenge code: what is carried out is what stood on the screen, and who says so holds the token. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { unseal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { Operation, OperationChallenge, Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { countGuess } from './judge-login.ts'
import { challengeQuestion, isOneOf, operationHash, type SigningToken, signingCodes } from './operation-challenge.ts'
import type { StoredChallenge } from './signature-repository.ts'
import * as repository from './signature-repository.ts'
import { saveFailures } from './user-repository.ts'

const challengeLifeMs = 5 * 60_000
/** A challenge that was answered wrongly this often is over. */
const maxWrongCodes = 3

export interface SignatureService {
  /** @throws {AppError} `no-signing-token` when the caller has nothing to answer with. */
  challenge(operation: Operation, caller: SessionCaller): Promise<OperationChallenge>
  /**
   * Uses a signature up, in a transaction of its own: a code that was wrong must count even when nothing else happens.
   * To be called with the operation as it is about to be carried out, before its transaction begins.
   *
   * @returns The challenge's id, for the facts of the effect's own entry.
   * @throws {AppError} `signature-refused`; the log has the reason.
   */
  confirm(operation: Operation, signature: Signature, caller: SessionCaller): Promise<string>
  forgetOldChallenges(): Promise<void>
}

export interface SignatureDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly keys: KeyRing
  readonly clock: Clock
}

type Refusal = 'unknown' | 'other-operation' | 'used' | 'too-old' | 'too-many' | 'no-token' | 'wrong-code'

export function createSignatureService(dependencies: SignatureDependencies): SignatureService {
  const { database, audit, policy, keys, clock } = dependencies
  return {
    challenge,
    confirm,
    forgetOldChallenges: () =>
      repository.deleteChallengesBefore(database, new Date(clock().getTime() - challengeLifeMs)),
  }

  async function challenge(operation: Operation, caller: SessionCaller): Promise<OperationChallenge> {
    const id = randomUUID()
    const expiresAt = new Date(clock().getTime() + challengeLifeMs)
    const question = challengeQuestion(operation, { id, expiresAt })
    await inTransaction(database, async (tx) => {
      const { tokenId } = await repository.lockSigningUser(tx, caller.user.id)
      if (tokenId === null) throw new AppError('no-signing-token', 'This user has no token to sign with.')
      const { action, object } = operation
      const owner = { userId: caller.user.id, sessionId: caller.session.id }
      const stored = { id, ...owner, action, object, operationHash: operationHash(operation), question, expiresAt }
      await repository.insertChallenge(tx, stored)
    })
    return { id, question, expiresAt: expiresAt.toISOString() }
  }

  async function confirm(operation: Operation, signature: Signature, caller: SessionCaller): Promise<string> {
    const { lockout } = (await policy.current()).body
    const refusal = await inTransaction(database, async (tx) => {
      const stored = await repository.lockChallenge(tx, signature.challengeId)
      const user = await repository.lockSigningUser(tx, caller.user.id)
      const found = refusalOf(stored, operation, caller) ?? judgeCode(stored, user, signature.code)
      const facts = { action: operation.action, challenge: signature.challengeId }
      if (found === undefined) {
        await repository.useChallenge(tx, signature.challengeId, clock())
        await audit.record(tx, entryOf('operation.signed', caller, { object: operation.object, facts }))
        return undefined
      }
      if (found === 'wrong-code') {
        await repository.countWrongCode(tx, signature.challengeId)
        await saveFailures(tx, caller.user.id, countGuess(user, lockout, clock()))
      }
      const refused = { object: operation.object, facts: { ...facts, reason: found } }
      await audit.record(tx, entryOf('operation.refused', caller, refused))
      return found
    })
    if (refusal) throw new AppError('signature-refused', `The operation was not signed: ${refusal}.`)
    return signature.challengeId
  }

  function refusalOf(
    stored: StoredChallenge | undefined,
    operation: Operation,
    caller: SessionCaller,
  ): Refusal | undefined {
    if (!stored || !isOf(stored, caller)) return 'unknown'
    if (!operationHash(operation).equals(stored.operationHash)) return 'other-operation'
    return whyOver(stored)
  }

  function whyOver({ usedAt, expiresAt, wrongCodes }: StoredChallenge): Refusal | undefined {
    if (usedAt !== null) return 'used'
    if (expiresAt <= clock()) return 'too-old'
    return wrongCodes >= maxWrongCodes ? 'too-many' : undefined
  }

  function judgeCode(
    stored: StoredChallenge | undefined,
    user: Awaited<ReturnType<typeof repository.lockSigningUser>>,
    code: string,
  ): Refusal | undefined {
    const token = tokenOf(user)
    if (!token || !stored) return 'no-token'
    return isOneOf(signingCodes(token, stored.question, clock()), code) ? undefined : 'wrong-code'
  }

  function tokenOf(user: Awaited<ReturnType<typeof repository.lockSigningUser>>): SigningToken | undefined {
    const { tokenId, profile, suite, sealedSeed, digits, periodSeconds, driftSteps } = user
    if (!tokenId || !profile || !sealedSeed || !digits || !periodSeconds) return undefined
    const seed = unseal(keys.sealing('seed'), sealedSeed, `${tokenId}/${profile}/1`)
    return { seed, profile, suite, digits, periodSeconds, driftSteps: driftSteps ?? 0 }
  }
}

/** A challenge belongs to the session that asked for it. */
function isOf({ userId, sessionId }: StoredChallenge, { user, session }: SessionCaller): boolean {
  return userId === user.id && sessionId === session.id
}
