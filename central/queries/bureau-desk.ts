/** The way of an allowed query to the bureau and back: asked once, answered or refused, reconciled after a failure. */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import {
  type BureauAdapter,
  type BureauAnswer,
  BureauError,
  type BureauRequest,
  CorporateRequest,
} from '#central/bureau/bureau-adapter.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { ReportService } from '#central/reports/report-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { AppError } from '#contract/failure.ts'
import { purposeCode } from '#contract/purpose.ts'
import * as repository from './query-repository.ts'

export interface BureauDesk {
  /**
   * Asks the bureau for an allowed query and stores what comes of it.
   *
   * @throws {AppError} `bureau-unavailable` when there is no answer; that is recorded, and the query stays `asking`.
   */
  ask(query: repository.StoredQuery): Promise<void>
  /** @returns How many queries have been completed. */
  reconcile(olderThanMs: number): Promise<number>
}

export interface BureauDeskDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly subjects: SubjectService
  readonly reports: ReportService
  readonly bureau: BureauAdapter
  readonly clock: Clock
}

export function createBureauDesk({
  database,
  audit,
  subjects,
  reports,
  bureau,
  clock,
}: BureauDeskDependencies): BureauDesk {
  return { ask, reconcile }

  async function ask(query: repository.StoredQuery): Promise<void> {
    const request = await requestOf(query)
    const answer = await refusable(() => bureau.ask(request)).catch((error: unknown) => failed(query, error))
    await settle(query, answer)
  }

  async function failed(query: repository.StoredQuery, cause: unknown): Promise<never> {
    const facts = { reason: 'bureau-unavailable', trouble: troubleOf(cause) }
    await inTransaction(database, (tx) => recordOutcome(tx, query, { kind: 'report.failed', facts }))
    throw new AppError('bureau-unavailable', 'The query is allowed and recorded; the bureau has not answered.', {
      cause,
    })
  }

  async function reconcile(olderThanMs: number): Promise<number> {
    const open = await repository.listUnanswered(database, new Date(clock().getTime() - olderThanMs))
    let completed = 0
    for (const query of open) {
      const request = await requestOf(query)
      const answer = await refusable(async () => (await bureau.lookUp(request)) ?? bureau.ask(request)).catch(unknown)
      if (answer === 'unavailable') break
      if (answer !== 'conflict') {
        await settle(query, answer)
        completed += 1
      }
    }
    return completed
  }

  /** A report is stored; a refusal ends the query without one. */
  function settle(query: repository.StoredQuery, answer: BureauAnswer | 'refused'): Promise<void> {
    return answer === 'refused' ? close(query) : complete(query, answer)
  }

  async function complete(query: repository.StoredQuery, answer: BureauAnswer): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.finishQuery(tx, query.id, 'answered'))) return
      const { pages } = await reports.store(tx, query.id, answer)
      await recordOutcome(tx, query, { kind: 'report.received', facts: { reportNumber: answer.reportNumber, pages } })
    })
  }

  async function close(query: repository.StoredQuery): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.finishQuery(tx, query.id, 'failed'))) return
      await recordOutcome(tx, query, { kind: 'report.failed', facts: { reason: 'bureau-refused' } })
    })
  }

  async function requestOf({
    id,
    subjectId,
    purpose,
    institution: code,
  }: repository.StoredQuery): Promise<BureauRequest> {
    const subject = await subjects.reveal(database, subjectId)
    const institution = { code, name: await repository.getInstitutionName(database, code) }
    const asked = { idempotencyKey: id, institution, at: clock() }
    if (subject.kind === 'corporate')
      return CorporateRequest.parse({ ...asked, subjectKind: 'company', subject, purposeCode: purposeCode(purpose) })
    return { ...asked, subjectKind: 'person', subject, purposeCode: purposeCode(purpose) }
  }

  /** An entry that no request stands behind: what became of a query at the bureau. */
  async function recordOutcome(
    tx: Transaction,
    query: repository.StoredQuery,
    outcome: { kind: 'report.received' | 'report.failed'; facts: EntryDraft['facts'] },
  ): Promise<void> {
    await audit.record(tx, {
      ...outcome,
      ...(await repository.getOrigin(tx, query.id)),
      address: null,
      deviceThumbprint: null,
      session: query.sessionId,
      subjectCommitment: await subjects.commitmentOf(tx, query.subjectId),
      object: query.id,
    })
  }
}

function troubleOf(error: unknown): string {
  if (error instanceof BureauError) return error.trouble
  return error instanceof AppError ? error.code : 'unexpected'
}

/** The bureau's word that there will be no report is an answer. */
async function refusable(answer: () => Promise<BureauAnswer>): Promise<BureauAnswer | 'refused'> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof BureauError && error.trouble === 'refused') return 'refused'
    throw error
  }
}

/** The first failure of a query is in the log already: a bureau out of reach is only waited for. */
function unknown(error: unknown): 'unavailable' | 'conflict' {
  if (error instanceof AppError && error.code === 'bureau-unavailable') return 'unavailable'
  if (error instanceof AppError && error.code === 'conflict') return 'conflict'
  throw error
}
