/** A page's key leaves only with the log's receipt for that page view: audit before sight. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { unseal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogReceipt } from '#contract/log-entry.ts'
import { checkpointSize } from '#contract/rules/checkpoint.ts'
import { type PageKey, pageContext } from '#contract/viewing.ts'
import { sealPageKey } from './page-envelope.ts'
import * as repository from './report-repository.ts'

export interface PageKeyService {
  /**
   * Records the page view, waits for its receipt and seals the key to the viewer.
   *
   * @throws {AppError} `viewing-over`, `openings-used-up`, `log-unavailable`; each is written into the log.
   */
  release(viewing: repository.OpenViewing, view: PageView, caller: SessionCaller): Promise<PageKey>
}

export interface PageView {
  readonly page: number
  /** Entries of the log that the workstation knows. */
  readonly knownSize: number
}

export interface PageKeyDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly subjects: SubjectService
  readonly keys: KeyRing
  readonly clock: Clock
}

export function createPageKeyService(dependencies: PageKeyDependencies): PageKeyService {
  const { database, audit, policy, subjects, keys, clock } = dependencies
  return { release }

  async function release(viewing: repository.OpenViewing, view: PageView, caller: SessionCaller): Promise<PageKey> {
    try {
      return await releaseOrThrow(viewing, view, caller)
    } catch (error) {
      if (error instanceof AppError) {
        const facts = { reason: error.code, query: viewing.queryId, page: view.page }
        await audit.recordAlone(entryOf('report.refused', caller, { object: viewing.id, facts }))
      }
      throw error
    }
  }

  async function releaseOrThrow(
    viewing: repository.OpenViewing,
    { page, knownSize }: PageView,
    caller: SessionCaller,
  ): Promise<PageKey> {
    const { id, queryId, viewerKey } = viewing
    const sealed = await repository.findPage(database, queryId, page)
    if (!sealed) throw new AppError('not-found', 'There is no such page.')
    const entryId = await inTransaction(database, (tx) => recordPageView(tx, viewing, { page, caller }))
    const receipt = await receiptFor(entryId, viewing)
    const { proof: consistency } = await audit.growth(knownSize, checkpointSize(receipt.checkpoint))
    const pageKey = unseal(keys.sealing('page-key'), sealed.key, pageContext(queryId, page))
    const envelope = await sealPageKey(pageKey, viewerKey, {
      workstation: caller.workstation.number,
      viewing: id,
      page,
      entry: entryId,
    })
    return { receipt, consistency, envelope }
  }

  async function recordPageView(
    tx: Transaction,
    { id, queryId, firstKeyAt }: repository.OpenViewing,
    { page, caller }: { page: number; caller: SessionCaller },
  ): Promise<string> {
    const report = await repository.lockReport(tx, queryId)
    if (report === undefined || report.viewableUntil <= clock())
      throw new AppError('viewing-over', 'The viewing period is over.')
    if (firstKeyAt === null && report.openingsUsed >= report.openings)
      throw new AppError('openings-used-up', 'All openings are used.')
    // Counted before the key is given, so that openings at the same moment cannot both be the last one.
    await repository.saveFirstKey(tx, id, firstKeyAt ?? clock())
    const subjectCommitment = await subjects.commitmentOf(tx, report.subjectId)
    return audit.record(
      tx,
      entryOf('report.page-viewed', caller, { object: id, subjectCommitment, facts: { query: queryId, page } }),
    )
  }

  async function receiptFor(entryId: string, viewing: repository.OpenViewing): Promise<LogReceipt> {
    try {
      return await audit.receiptFor(entryId, (await policy.current()).body.receipt.waitMs)
    } catch (error) {
      // No key was given: a failed opening does not count.
      if (viewing.firstKeyAt === null) await repository.saveFirstKey(database, viewing.id, null)
      throw error
    }
  }
}
