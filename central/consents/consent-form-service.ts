/** Forms of consent, filled in from the business, printed for signature, and found again by the code on their scans. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { BusinessService } from '#central/business/business-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { ConsentForm, ConsentFormDraft } from '#contract/consent-form.ts'
import { AppError } from '#contract/failure.ts'
import { makeConsentForm } from './consent-form-paper.ts'
import * as repository from './consent-form-repository.ts'

export interface ConsentFormService {
  /**
   * The form as a PDF; safe to repeat.
   *
   * @throws {AppError} `not-found` for a business of another institution; `conflict` when the id is somebody else's form.
   */
  prepare(draft: ConsentFormDraft, caller: SessionCaller): Promise<Buffer>
  /** @throws {AppError} `not-found` for a form of another institution. */
  read(id: string, caller: SessionCaller): Promise<ConsentForm>
}

export interface ConsentFormDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly subjects: SubjectService
  readonly businesses: BusinessService
  readonly clock: Clock
}

export function createConsentFormService({
  database,
  audit,
  subjects,
  businesses,
  clock,
}: ConsentFormDependencies): ConsentFormService {
  return { prepare, read }

  async function prepare(draft: ConsentFormDraft, caller: SessionCaller): Promise<Buffer> {
    const { id, subject, purposes, businessReference } = draft
    const { institution, product } = await businesses.describe(businessReference, caller)
    const now = clock()
    await inTransaction(database, async (tx) => {
      const { id: subjectId, commitment } = await subjects.identify(tx, subject)
      const about = { id, subjectId, businessReference, purposes, institution: caller.user.institution }
      const isNew = await repository.insertForm(tx, { ...about, preparedBy: caller.user.id, preparedAt: now })
      if (!isNew) return requireSame(await repository.findForm(tx, id), { ...about, preparedBy: caller.user.id })
      const facts = { businessReference, purposes: [...purposes] }
      await audit.record(
        tx,
        entryOf('consent-form.prepared', caller, { object: id, subjectCommitment: commitment, facts }),
      )
    })
    const preparedOn = shanghaiTime(now).day
    return makeConsentForm(draft, { institution: institution.name, product, preparedOn, madeAt: now })
  }

  async function read(id: string, caller: SessionCaller): Promise<ConsentForm> {
    const form = await repository.findForm(database, id)
    if (!form || form.institution !== caller.user.institution)
      throw new AppError('not-found', 'There is no such form at this institution.')
    const { businessReference, purposes, preparedAt } = form
    const subject = await subjects.reveal(database, form.subjectId)
    return { id: form.id, subject, purposes, businessReference, preparedAt: preparedAt.toISOString() }
  }
}

function requireSame(known: repository.StoredForm | undefined, asked: Omit<repository.StoredForm, 'preparedAt'>): void {
  const { preparedAt: _, ...same } = known ?? { preparedAt: undefined }
  if (JSON.stringify(same, Object.keys(asked).toSorted()) !== JSON.stringify(asked, Object.keys(asked).toSorted()))
    throw new AppError('conflict', 'This id is in use.')
}
