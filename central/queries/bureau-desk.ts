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
import type { QueryStopService } from '#central/query-stop/query-stop-service.ts'
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
   *   `queries-stopped` when a stop came after the decision: the bureau is not asked, and the query ends.
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
  readonly stops: Pick<QueryStopService, 'over'>
  readonly bureau: BureauAdapter
  readonly clock: Clock
}

/** What became of a query at the bureau, or before it was asked. */
type Outcome = BureauAnswer | 'refused' | 'stopped'

export function createBureauDesk({
  database,
  audit,
  subjects,
  reports,
  stops,
  bureau,
  clock,
}: BureauDeskDependencies): BureauDesk {
  return { ask, reconcile }

  async function ask(query: repository.StoredQuery): Promise<void> {
    if (await isStopped(query)) {
      await close(query, 'queries-stopped')
      throw new AppError('queries-stopped', 'Queries were stopped before the bureau was asked.')
    }
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
      const answer = await outcomeOf(query, request).catch(unknown)
      if (answer === 'unavailable') break
      if (answer !== 'conflict') {
        await settle(query, answer)
        completed += 1
      }
    }
    return completed
  }

  /** What the bureau knows of a query that lost its answer; it is asked anew only where queries are not stopped. */
  async function outcomeOf(query: repository.StoredQuery, request: BureauRequest): Promise<Outcome> {
    const answer = await refusable(() => bureau.lookUp(request))
    if (answer !== undefined) return answer
    return (await isStopped(query)) ? 'stopped' : refusable(() => bureau.ask(request))
  }

  async function isStopped({ institution }: repository.StoredQuery): Promise<boolean> {
    return (await stops.over(database, institution)).length > 0
  }

  /** A report is stored; without one the query ends. */
  async function settle(query: repository.StoredQuery, outcome: Outcome): Promise<void> {
    if (outcome === 'refused') return close(query, 'bureau-refused')
    return outcome === 'stopped' ? close(query, 'queries-stopped') : complete(query, outcome)
  }

  async function complete(query: repository.StoredQuery, answer: BureauAnswer): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.finishQuery(tx, query.id, 'answered'))) return
      const { pages } = await reports.store(tx, query.id, answer)
      await recordOutcome(tx, query, { kind: 'report.received', facts: { reportNumber: answer.reportNumber, pages } })
    })
  }

  async function close(query: repository.StoredQuery, reason: 'bureau-refused' | 'queries-stopped'): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.finishQuery(tx, query.id, 'failed'))) return
      await recordOutcome(tx, query, { kind: 'report.failed', facts: { reason } })
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
async function refusable<A>(answer: () => Promise<A>): Promise<A | 'refused'> {
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
