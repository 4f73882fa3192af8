/** What two administrators do together: let a far resynchronisation count, bring a person back whom both have seen. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { SuspensionRecordService } from '#central/suspensions/suspension-record-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { identityCauses } from '#contract/suspension.ts'
import { identityCheckOperation, resyncOperation } from '#contract/token.ts'
import type { SignatureService } from './signature-service.ts'
import * as repository from './token-repository.ts'
import { setInStep } from './user-repository.ts'

export interface SecondPersonService {
  /** @throws {AppError} `signature-refused`, `not-found`, `conflict` when it is too late, `forbidden` for who proposed it. */
  approveResync(id: string, signature: Signature, caller: SessionCaller): Promise<void>
  /** The first signature notes that somebody has seen the person, the second, by another, brings him back. */
  signIdentityCheck(employeeId: string, signature: Signature, caller: SessionCaller): Promise<void>
}

export interface SecondPersonDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: Pick<InstitutionService, 'requireWithin'>
  readonly signatures: SignatureService
  readonly suspensions: Pick<SuspensionRecordService, 'end'>
  readonly clock: Clock
}

export function createSecondPersonService(dependencies: SecondPersonDependencies): SecondPersonService {
  const { database, audit, institutions, signatures, suspensions, clock } = dependencies
  return { approveResync, signIdentityCheck }

  async function approveResync(id: string, signature: Signature, caller: SessionCaller): Promise<void> {
    const { token, resync } = await inTransaction(database, (tx) => requireResync(tx, id, caller))
    const challenge = await signatures.confirm(resyncOperation({ id, ...resync }, token), signature, caller)
    await inTransaction(database, async (tx) => {
      const { token, resync } = await requireResync(tx, id, caller)
      const { driftSteps } = resync
      await repository.decideResync(tx, id, clock())
      if (!(await setInStep(tx, token.id, { step: BigInt(resync.step), driftSteps })))
        throw new AppError('conflict', 'A newer code of this token has been used.')
      const facts = { employeeId: token.employeeId, serial: token.serial, by: 'administrators', driftSteps, challenge }
      await audit.record(tx, entryOf('token.resynchronised', caller, { object: token.id, facts }))
    })
  }

  async function requireResync(tx: Transaction, id: string, caller: SessionCaller) {
    const resync = await repository.lockResync(tx, id)
    const token = resync && (await repository.lockToken(tx, resync.tokenId))
    if (!resync || !token?.institution) throw new AppError('not-found', 'There is no such resynchronisation.')
    await institutions.requireWithin(tx, token.institution, caller)
    if (resync.proposedBy === caller.user.id || token.userId === caller.user.id)
      throw new AppError('forbidden', 'Somebody else must let this count.')
    if (resync.expiresAt <= clock()) throw new AppError('conflict', 'The two codes were read too long ago.')
    return { token, resync }
  }

  async function signIdentityCheck(employeeId: string, signature: Signature, caller: SessionCaller): Promise<void> {
    const { openCheck } = await inTransaction(database, (tx) => requireCheck(tx, employeeId, caller))
    const challenge = await signatures.confirm(identityCheckOperation(employeeId, openCheck.cause), signature, caller)
    await inTransaction(database, async (tx) => {
      const { id, openCheck } = await requireCheck(tx, employeeId, caller)
      const isSecond = openCheck.firstBy !== null
      await repository.signIdentityCheck(tx, openCheck.id, caller.user.id, isSecond ? clock() : null)
      const kind = isSecond ? 'identity-check.passed' : 'identity-check.signed'
      const facts = { employeeId, cause: openCheck.cause, challenge }
      await audit.record(tx, entryOf(kind, caller, { object: id, facts }))
      const end = { userId: id, causes: identityCauses, ending: 'identity-check', by: caller.user.employeeId } as const
      if (isSecond) await suspensions.end(tx, { ...end, entry: entryMakerOf(caller) })
    })
  }

  async function requireCheck(tx: Transaction, employeeId: string, caller: SessionCaller) {
    const holder = await repository.lockHolder(tx, employeeId)
    if (!holder) throw new AppError('not-found', 'There is no such user in your subtree.')
    await institutions.requireWithin(tx, holder.institution, caller)
    const { id, openCheck } = holder
    if (!openCheck) throw new AppError('conflict', 'No identity check is due.')
    if (id === caller.user.id || openCheck.firstBy === caller.user.id)
      throw new AppError('forbidden', 'Another administrator must see this person.')
    return { id, openCheck }
  }
}
