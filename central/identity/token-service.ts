/** Tokens as administrators handle them: given, confirmed by their first codes, ended. */

import { randomBytes, randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SuspensionRecordService } from '#central/suspensions/suspension-record-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntry, LogEntryKind } from '#contract/log-entry.ts'
import type { EnrolmentOrder, Revocation, TokenOverview, TokenUse, TwoCodes } from '#contract/token.ts'
import { canUseAs, type TokenRefusal, whyNotGive } from './judge-token.ts'
import { findInStep } from './match-code.ts'
import { otpauthUri } from './otpauth-uri.ts'
import type { SessionService } from './session-service.ts'
import { namesOf, requireToken, sealSeed, tokenFacts, tokenFailure } from './token-access.ts'
import * as repository from './token-repository.ts'
import { setInStep } from './user-repository.ts'

export interface TokenService {
  overview(caller: SessionCaller): Promise<TokenOverview>
  /** @throws {AppError} `not-found` outside the subtree, `forbidden` with the reason in the log. */
  enrol(order: EnrolmentOrder, caller: SessionCaller): Promise<{ id: string; serial: string; uri: string }>
  /** @throws {AppError} `codes-refused` when the codes are not its own, one after the other. */
  confirm(id: string, codes: TwoCodes, caller: SessionCaller): Promise<void>
  assign(id: string, holder: { employeeId: string; use: TokenUse }, caller: SessionCaller): Promise<void>
  revoke(id: string, reason: Revocation, caller: SessionCaller): Promise<void>
}

export interface TokenDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: Pick<InstitutionService, 'requireWithin' | 'subtreeOf'>
  readonly sessions: Pick<SessionService, 'endForUser'>
  readonly suspensions: Pick<SuspensionRecordService, 'open'>
  readonly keys: KeyRing
  readonly clock: Clock
}

const seedBytes = 20

export function createTokenService(dependencies: TokenDependencies): TokenService {
  const { database, audit, policy, institutions, sessions, suspensions, keys, clock } = dependencies
  return { overview, enrol, confirm, assign, revoke }

  async function overview(caller: SessionCaller): Promise<TokenOverview> {
    const codes = (await institutions.subtreeOf(database, caller.user.institution)).map(({ code }) => code)
    const holders = await repository.listHolders(database, codes)
    return { holders, stock: await repository.listStock(database, codes) }
  }

  async function enrol({ employeeId, profile }: EnrolmentOrder, caller: SessionCaller) {
    const [id, seed] = [randomUUID(), randomBytes(seedBytes)]
    const serial = `QR-${randomBytes(5).toString('hex').toUpperCase()}`
    const name = await giving(employeeId, caller, async (tx, holder) => {
      await repository.dropUnconfirmed(tx, { userId: holder.id, use: 'log-in' }, clock())
      const shape = { use: 'log-in', profile, suite: null, digits: 6, periodSeconds: 30 } as const
      const owner = { userId: holder.id, institution: holder.institution, enrolledBy: caller.user.id }
      const state = { lastStep: -1n, isConfirmed: false }
      const sealedSeed = sealSeed(keys, seed, { id, profile })
      await repository.insertToken(tx, { id, serial, sealedSeed, ...shape, ...owner, ...state })
      await record(tx, 'token.enrolled', caller, { object: id, facts: { employeeId, serial, profile } })
      return holder.name
    })
    return { id, serial, uri: otpauthUri(seed, { profile, account: `${employeeId} ${name}` }) }
  }

  function assign(id: string, { employeeId, use }: { employeeId: string; use: TokenUse }, caller: SessionCaller) {
    return giving(employeeId, caller, (tx, holder) => assignTo(tx, { id, use, employeeId, holder }, caller))
  }

  async function assignTo(
    tx: Transaction,
    given: { id: string; use: TokenUse; employeeId: string; holder: repository.Holder },
    caller: SessionCaller,
  ): Promise<void> {
    const { id, use, employeeId, holder } = given
    const token = await requireToken(tx, institutions, { id, caller })
    if (token.userId !== null || token.isRevoked) throw new AppError('conflict', 'The token is not in stock.')
    if (!canUseAs(token.profile, use))
      throw new AppError('invalid-input', 'This token cannot be used for that.', { fields: ['use'] })
    await repository.dropUnconfirmed(tx, { userId: holder.id, use }, clock())
    await repository.assignToken(tx, id, { userId: holder.id, use, enrolledBy: caller.user.id })
    await record(tx, 'token.assigned', caller, { object: id, facts: { employeeId, serial: token.serial, use } })
    // A signing token answers challenges and has no codes of its own to show.
    if (use === 'signing') await repository.confirmToken(tx, { id, userId: holder.id, use }, clock())
  }

  /** Runs what gives something to a user, unless it may not be given by this caller; the refusal is an entry. */
  async function giving<T>(
    employeeId: string,
    caller: SessionCaller,
    give: (tx: Transaction, holder: repository.Holder) => Promise<T>,
  ): Promise<T> {
    const outcome = await inTransaction(database, async (tx) => {
      const holder = await repository.lockHolder(tx, employeeId)
      if (!holder) throw new AppError('not-found', 'There is no such user in your subtree.')
      await institutions.requireWithin(tx, holder.institution, caller)
      const refusal = whyNotGive(holder, caller.user.id)
      if (refusal === undefined) return { given: await give(tx, holder) }
      await record(tx, 'token.refused', caller, { object: holder.id, facts: { employeeId, reason: refusal } })
      return { refusal }
    })
    if ('given' in outcome) return outcome.given
    throw tokenFailure(outcome.refusal)
  }

  async function confirm(id: string, codes: TwoCodes, caller: SessionCaller): Promise<void> {
    const reach = (await policy.current()).body.dynamicPassword.resyncSteps
    const refusal = await inTransaction(database, (tx) => confirmIn(tx, { id, codes, reach }, caller))
    if (refusal) throw tokenFailure(refusal)
  }

  async function confirmIn(
    tx: Transaction,
    { id, codes, reach }: { id: string; codes: TwoCodes; reach: number },
    caller: SessionCaller,
  ): Promise<TokenRefusal | undefined> {
    const token = await requireToken(tx, institutions, { id, caller })
    const { userId, use } = token
    if (userId === null || token.isConfirmed || token.isRevoked)
      throw new AppError('conflict', 'The token does not wait for its first codes.')
    const found = findInStep([codes.firstCode, codes.secondCode], tokenFacts(keys, token), { now: clock(), reach })
    if (!found) {
      await record(tx, 'token.refused', caller, { object: id, facts: { ...namesOf(token), reason: 'wrong-codes' } })
      return 'wrong-codes'
    }
    await setInStep(tx, id, found)
    await repository.confirmToken(tx, { id, userId, use }, clock())
    await record(tx, 'token.confirmed', caller, { object: id, facts: namesOf(token) })
    return undefined
  }

  function revoke(id: string, reason: Revocation, caller: SessionCaller): Promise<void> {
    return inTransaction(database, (tx) => revokeIn(tx, { id, reason }, caller))
  }

  async function revokeIn(
    tx: Transaction,
    { id, reason }: { id: string; reason: Revocation },
    caller: SessionCaller,
  ): Promise<void> {
    const token = await requireToken(tx, institutions, { id, caller })
    const { userId } = token
    const isLost = reason === 'lost' && userId !== null
    const ended = await repository.revokeTokens(tx, isLost ? { userId } : { id }, { at: clock(), reason })
    if (ended.length === 0) throw new AppError('conflict', 'The token was revoked before.')
    await record(tx, 'token.revoked', caller, { object: id, facts: { ...namesOf(token), reason, serials: ended } })
    if (userId !== null) await sessions.endForUser(tx, userId, 'token-revoked')
    if (!isLost) return
    const lost = { userId, cause: 'lost-token', by: caller.user.employeeId } as const
    await suspensions.open(tx, { ...lost, entry: entryMakerOf(caller) })
    const facts = { ...namesOf(token), cause: 'lost-token' }
    await record(tx, 'identity-check.opened', caller, { object: userId, facts })
  }

  async function record(
    tx: Transaction,
    kind: LogEntryKind,
    caller: SessionCaller,
    about: { object: string; facts: LogEntry['facts'] },
  ): Promise<void> {
    await audit.record(tx, entryOf(kind, caller, about))
  }
}
