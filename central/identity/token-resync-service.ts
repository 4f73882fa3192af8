/** Brings tokens back into step: by their user at the log-in screen, or far out by two administrators. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller, type WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { ResyncRequest, TwoCodes } from '#contract/token.ts'
import { type CredentialOutcome, type CredentialService, refusalFailure } from './credential-service.ts'
import { ownTokenRefusal, type TokenRefusal } from './judge-token.ts'
import { findInStep } from './match-code.ts'
import { sessionEntry } from './session-entry.ts'
import type { SessionService } from './session-service.ts'
import { namesOf, requireToken, tokenFacts, tokenFailure } from './token-access.ts'
import * as repository from './token-repository.ts'

export interface TokenResyncService {
  /** @throws {AppError} As a log-in; a wrong password or code counts as a guess. */
  resyncOwn(request: ResyncRequest, caller: WorkstationCaller): Promise<void>
  /** @throws {AppError} `codes-refused`, `forbidden` for one's own token, `not-found` outside the subtree. */
  propose(id: string, codes: TwoCodes, caller: SessionCaller): Promise<void>
}

export interface TokenResyncDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: Pick<InstitutionService, 'requireWithin'>
  readonly credentials: CredentialService
  readonly sessions: Pick<SessionService, 'endForUser'>
  readonly keys: KeyRing
  readonly clock: Clock
}

/** How long a second administrator has to let a resynchronisation count. */
const proposalLifeMs = 24 * 3_600_000

export function createTokenResyncService(dependencies: TokenResyncDependencies): TokenResyncService {
  const { database, audit, policy, institutions, credentials, sessions, keys, clock } = dependencies
  return { resyncOwn, propose }

  async function resyncOwn(request: ResyncRequest, caller: WorkstationCaller): Promise<void> {
    const outcome = await inTransaction(database, async (tx) => {
      const found = await credentials.resynchronise(tx, request, caller)
      await recordOwn(tx, found, caller)
      return found
    })
    if ('refusal' in outcome) throw refusalFailure(outcome.refusal)
  }

  async function recordOwn(tx: Transaction, found: CredentialOutcome, caller: WorkstationCaller): Promise<void> {
    if ('user' in found) {
      const { employeeId } = found.user
      const about = { id: null, employeeId, facts: { by: 'user' } }
      await audit.record(tx, sessionEntry('token.resynchronised', caller, about))
      return
    }
    const { refusal, employeeId, userId, consequence } = found
    const facts = { reason: refusal, consequence }
    await audit.record(tx, sessionEntry('token.resync-refused', caller, { id: null, employeeId, facts }))
    if (consequence === 'suspended' && userId !== null) await sessions.endForUser(tx, userId, 'user-not-active')
  }

  async function propose(id: string, codes: TwoCodes, caller: SessionCaller): Promise<void> {
    const reach = (await policy.current()).body.dynamicPassword.administratorResyncSteps
    const refusal = await inTransaction(database, (tx) => proposeIn(tx, { id, codes, reach }, caller))
    if (refusal) throw tokenFailure(refusal)
  }

  async function proposeIn(
    tx: Transaction,
    { id, codes, reach }: { id: string; codes: TwoCodes; reach: number },
    caller: SessionCaller,
  ): Promise<TokenRefusal | undefined> {
    const token = await requireToken(tx, institutions, { id, caller })
    if (!isInUse(token)) throw new AppError('conflict', 'This token cannot be brought into step.')
    const found = findInStep([codes.firstCode, codes.secondCode], tokenFacts(keys, token), { now: clock(), reach })
    const own = ownTokenRefusal(token, caller.user.id)
    if (own || !found) return refuse(tx, token, own ?? 'wrong-codes', caller)
    const expiresAt = new Date(clock().getTime() + proposalLifeMs)
    const proposal = { id: randomUUID(), tokenId: id, ...found, proposedBy: caller.user.id, expiresAt }
    await repository.insertResync(tx, proposal)
    const facts = { ...namesOf(token), driftSteps: found.driftSteps }
    await audit.record(tx, entryOf('token.resync-proposed', caller, { object: id, facts }))
    return undefined
  }

  async function refuse(
    tx: Transaction,
    token: repository.StoredToken,
    reason: TokenRefusal,
    caller: SessionCaller,
  ): Promise<TokenRefusal> {
    const facts = { ...namesOf(token), reason }
    await audit.record(tx, entryOf('token.resync-refused', caller, { object: token.id, facts }))
    return reason
  }
}

function isInUse({ isRevoked, isConfirmed, userId, profile }: repository.StoredToken): boolean {
  return !isRevoked && isConfirmed && userId !== null && profile !== 'ocra'
}
