/** Consents: what the subject signed, with its scans, registered before any query. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { BusinessService } from '#central/business/business-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { Consent, ConsentRegistration, revocationCauses } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import * as repository from './consent-repository.ts'
import type { UploadService } from './upload-service.ts'

export interface ConsentService {
  /**
   * @throws {AppError} `not-found` for a business of another institution, `scan-altered` when a scan did not arrive as it
   *   was sent, `conflict` when a scan or the id is in use, `invalid-input` when it was signed in the future.
   */
  register(registration: ConsentRegistration, caller: SessionCaller): Promise<Consent>
  listOf(businessReference: string, caller: SessionCaller): Promise<Consent[]>
  /** Holds from this moment on. @throws {AppError} `not-found` for a consent of another institution. */
  revoke(id: string, cause: (typeof revocationCauses)[number], caller: SessionCaller): Promise<Consent>
  find(queryable: Queryable, id: string): Promise<repository.StoredConsent | undefined>
  markUsed(tx: Transaction, id: string, at: Date): Promise<void>
}

export interface ConsentDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly subjects: SubjectService
  readonly businesses: BusinessService
  readonly uploads: Pick<UploadService, 'take'>
  readonly clock: Clock
}

export function createConsentService({
  database,
  audit,
  subjects,
  businesses,
  uploads: uploaded,
  clock,
}: ConsentDependencies): ConsentService {
  return { register, listOf, revoke, find: repository.findConsent, markUsed: repository.saveFirstUse }

  async function register(registration: ConsentRegistration, caller: SessionCaller): Promise<Consent> {
    const known = await repository.findConsent(database, registration.id)
    if (known) return repeated(known, caller)

    const { businessReference, signedOn } = registration
    await businesses.describe(businessReference, caller)
    if (signedOn > shanghaiTime(clock()).day) {
      throw new AppError('invalid-input', 'The consent was signed in the future.', { fields: ['signedOn'] })
    }
    await inTransaction(database, (tx) => write(tx, registration, caller)).catch((error: unknown) =>
      refuse(error, registration, caller),
    )
    const stored = await repository.findConsent(database, registration.id)
    if (!stored) throw new Error('A consent just written is not there.')
    return publicView(stored)
  }

  async function write(tx: Transaction, registration: ConsentRegistration, caller: SessionCaller): Promise<void> {
    const { id, subject, businessReference, purposes, signedOn, scans } = registration
    await uploaded.take(tx, scans, caller)
    const { id: subjectId, commitment } = await subjects.identify(tx, subject)
    const uploads = scans.map(({ uploadId, quarterTurns }) => ({ id: uploadId, quarterTurns }))
    const registeredBy = caller.user.id
    const { institution } = caller.user
    await repository.insertConsent(tx, {
      id,
      subjectId,
      businessReference,
      institution,
      purposes,
      signedOn,
      registeredBy,
      registeredAt: clock(),
      uploads,
    })
    const facts = { businessReference, purposes: [...purposes], signedOn, scans: scans.map(({ sha256 }) => sha256) }
    await audit.record(tx, entryOf('consent.registered', caller, { object: id, subjectCommitment: commitment, facts }))
    const similar = await repository.listSimilar(tx, id)
    if (similar.length > 0)
      await audit.record(
        tx,
        entryOf('consent.scan-similar', caller, {
          object: id,
          subjectCommitment: commitment,
          facts: { businessReference, consents: similar },
        }),
      )
  }

  async function refuse(error: unknown, { id }: ConsentRegistration, caller: SessionCaller): Promise<never> {
    if (error instanceof AppError)
      await audit.recordAlone(entryOf('consent.refused', caller, { object: id, facts: { reason: error.code } }))
    throw error
  }

  function repeated(known: repository.StoredConsent, caller: SessionCaller): Consent {
    if (known.registeredBy !== caller.user.id) throw new AppError('conflict', 'This id is in use.')
    return publicView(known)
  }

  async function revoke(id: string, cause: (typeof revocationCauses)[number], caller: SessionCaller): Promise<Consent> {
    const known = await repository.findConsent(database, id)
    if (known?.institution !== caller.user.institution) throw new AppError('not-found', 'There is no such consent.')
    await inTransaction(database, async (tx) => {
      if (!(await repository.saveRevocation(tx, id, clock()))) return
      const subjectCommitment = await subjects.commitmentOf(tx, known.subjectId)
      const facts = { cause, businessReference: known.businessReference }
      await audit.record(tx, entryOf('consent.revoked', caller, { object: id, subjectCommitment, facts }))
    })
    const revoked = await repository.findConsent(database, id)
    return publicView(revoked ?? known)
  }

  async function listOf(businessReference: string, caller: SessionCaller): Promise<Consent[]> {
    const consents = await repository.listConsentsOf(database, businessReference, caller.user.institution)
    return consents.map(publicView)
  }
}

function publicView({
  id,
  businessReference,
  purposes,
  signedOn,
  registeredAt,
  firstUsedAt,
  revokedAt,
  isScanSimilar,
  scans,
}: repository.StoredConsent): Consent {
  return {
    id,
    businessReference,
    purposes,
    signedOn,
    registeredAt: registeredAt.toISOString(),
    firstUsedAt: firstUsedAt?.toISOString() ?? null,
    isRevoked: revokedAt !== null,
    isScanSimilar,
    scans,
  }
}
