/** Reports at rest and on their way to the one screen that may show them. A page's key comes only with the log's receipt. */

import { randomBytes } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { BureauAnswer } from '#central/bureau/bureau-adapter.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { seal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { AppError } from '#contract/failure.ts'
import type { ReportPage } from '#contract/report-page.ts'
import { judgeCapture } from '#contract/rules/judge-capture.ts'
import {
  type ExtractionAttempt,
  type MarkedViewing,
  type PageKey,
  pageContext,
  type ViewId,
  type Viewing,
  type ViewingRequest,
} from '#contract/viewing.ts'
import { layOutCorporateReport } from './layout/corporate-report-layout.ts'
import { layOutPersonalReport } from './layout/personal-report-layout.ts'
import type { PageKeyService, PageView } from './page-key-service.ts'
import * as repository from './report-repository.ts'

export interface ReportService {
  /** Lays the report out and seals it page by page, in the caller's transaction. */
  store(tx: Transaction, queryId: string, answer: BureauAnswer): Promise<{ pages: number }>
  /**
   * Opens a viewing for the querying officer on the querying workstation.
   *
   * @throws {AppError} `not-found`, `viewing-over`, `openings-used-up`; each refusal is written into the log.
   */
  open(request: ViewingRequest, caller: SessionCaller): Promise<Viewing>
  /** The sealed bytes of a page; worthless without its key, so they may travel ahead. */
  sealedPage(viewingId: string, page: number, caller: SessionCaller): Promise<Uint8Array>
  /** Records the page view and gives the key. @throws {AppError} `log-unavailable` when the log gives no receipt. */
  releaseKey(viewingId: string, view: PageView, caller: SessionCaller): Promise<PageKey>
  /** Writes into the log that somebody tried to take the report out of its window. */
  recordAttempt(viewingId: string, attempt: ExtractionAttempt, caller: SessionCaller): Promise<void>
  end(viewingId: string, ending: string, caller: SessionCaller): Promise<void>
  /** From the mark on a photograph to the viewing it was taken of; that somebody asked is an entry. @throws {AppError} `not-found` */
  nameViewing(viewId: ViewId, caller: SessionCaller): Promise<MarkedViewing>
}

export interface ReportDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly pageKeys: PageKeyService
  readonly subjects: SubjectService
  readonly keys: KeyRing
  readonly clock: Clock
}

type Opening = Pick<repository.NewViewing, 'sessionId' | 'queryId' | 'viewerKey'>
interface Admission extends Pick<Viewing, 'marks' | 'unattendedSeconds'> {
  readonly report: repository.StoredReport
  readonly caller: SessionCaller
}

type Refusal = 'not-found' | 'viewing-over' | 'openings-used-up' | 'capture-refused'

export function createReportService(dependencies: ReportDependencies): ReportService {
  const { database, audit, policy, pageKeys, subjects, keys, clock } = dependencies
  return { store, open, sealedPage, releaseKey, recordAttempt, end, nameViewing }

  async function store(
    tx: Transaction,
    queryId: string,
    { reportNumber, reportedAt, report }: BureauAnswer,
  ): Promise<{ pages: number }> {
    const { periodHours, openings } = (await policy.current(tx)).body.viewing
    const receivedAt = clock()
    const viewableUntil = new Date(receivedAt.getTime() + periodHours * 3_600_000)
    const pages = layOut(report).map((page) => sealPage(queryId, page.number, Buffer.from(JSON.stringify(page))))
    const about = { queryId, number: reportNumber, receivedAt, reportedAt, viewableUntil, openings }
    await repository.insertReport(tx, { ...about, pages })
    return { pages: pages.length }
  }

  function sealPage(queryId: string, page: number, plaintext: Uint8Array): repository.SealedPage {
    const context = pageContext(queryId, page)
    const pageKey = randomBytes(32)
    return { body: seal(pageKey, plaintext, context), key: seal(keys.sealing('page-key'), pageKey, context) }
  }

  async function open(request: ViewingRequest, caller: SessionCaller): Promise<Viewing> {
    const opened = await inTransaction(database, async (tx): Promise<Viewing | Refusal> => {
      const report = await repository.lockReport(tx, request.queryId)
      const { unattendedSeconds, capture: rules } = (await policy.current(tx)).body.viewing
      const { outcome, risks } = judgeCapture(request.capture, rules)
      const refusal = refuseOpening(report, caller)
      if (report === undefined || refusal !== undefined) return refuse(tx, request, { refusal, risks, caller })
      if (outcome === 'refused') return refuse(tx, request, { refusal: 'capture-refused', risks, caller })
      return write(tx, request, { report, caller, marks: outcome, unattendedSeconds })
    })
    if (typeof opened === 'string') throw new AppError(opened, 'The report cannot be opened.')
    return opened
  }

  async function refuse(
    tx: Transaction,
    { queryId }: ViewingRequest,
    {
      refusal = 'not-found',
      risks,
      caller,
    }: { refusal: Refusal | undefined; risks: readonly string[]; caller: SessionCaller },
  ): Promise<Refusal> {
    const facts = { reason: refusal, risks: [...risks] }
    await audit.record(tx, entryOf('report.refused', caller, { object: queryId, facts }))
    return refusal
  }

  function refuseOpening(report: repository.StoredReport | undefined, caller: SessionCaller): Refusal | undefined {
    if (report?.userId !== caller.user.id || report.workstationId !== caller.workstation.id) return 'not-found'
    if (report.viewableUntil <= clock()) return 'viewing-over'
    return report.openingsUsed >= report.openings ? 'openings-used-up' : undefined
  }

  async function write(
    tx: Transaction,
    request: ViewingRequest,
    { report, caller, marks, unattendedSeconds }: Admission,
  ) {
    const openedAt = clock()
    const { id, queryId, viewerKey } = request
    const { session, workstation, user, address } = caller
    const viewing = { id, queryId, sessionId: session.id, workstationId: workstation.id, viewerKey, address, openedAt }
    const { isNew, viewId } = await insertOnce(tx, viewing)
    if (isNew) {
      const subjectCommitment = await subjects.commitmentOf(tx, report.subjectId)
      const facts = {
        query: queryId,
        reportNumber: report.number,
        opening: report.openingsUsed + 1,
        viewId,
        marks,
        ...request.capture,
      }
      await audit.record(tx, entryOf('report.opened', caller, { object: id, subjectCommitment, facts }))
    }
    const watermark = {
      employeeId: user.employeeId,
      name: user.name,
      workstationNumber: workstation.number,
      address,
      openedAt: openedAt.toISOString(),
    }
    return {
      id,
      viewId,
      queryId,
      reportNumber: report.number,
      pages: report.pages,
      viewableUntil: report.viewableUntil.toISOString(),
      openingsLeft: report.openings - report.openingsUsed - 1,
      unattendedSeconds,
      marks,
      watermark,
    } satisfies Viewing
  }

  /** Writes the viewing, or finds the one that the same request wrote before. */
  async function insertOnce(
    tx: Transaction,
    viewing: Omit<repository.NewViewing, 'viewId'>,
    drawsLeft = 2,
  ): Promise<{ isNew: boolean; viewId: string }> {
    const viewId = randomBytes(4).toString('hex')
    if (await repository.insertViewing(tx, { ...viewing, viewId })) return { isNew: true, viewId }
    const stored = await repository.findViewing(tx, viewing.id)
    // Another viewing has drawn the same 32 bits.
    if (!stored && drawsLeft > 0) return insertOnce(tx, viewing, drawsLeft - 1)
    if (!stored || stored.viewId === null || !isSameViewing(stored, viewing))
      throw new AppError('conflict', 'This viewing id is in use.')
    return { isNew: false, viewId: stored.viewId }
  }

  async function sealedPage(viewingId: string, page: number, caller: SessionCaller): Promise<Uint8Array> {
    const viewing = await getOpen(viewingId, caller)
    const sealed = await repository.findPage(database, viewing.queryId, page)
    if (!sealed) throw new AppError('not-found', 'There is no such page.')
    return sealed.body
  }

  async function releaseKey(viewingId: string, view: PageView, caller: SessionCaller): Promise<PageKey> {
    return pageKeys.release(await getOpen(viewingId, caller), view, caller)
  }

  async function recordAttempt(viewingId: string, attempt: ExtractionAttempt, caller: SessionCaller): Promise<void> {
    const { id, queryId } = await getOpen(viewingId, caller)
    await audit.recordAlone(
      entryOf('report.extraction-refused', caller, { object: id, facts: { query: queryId, attempt } }),
    )
  }

  async function end(viewingId: string, ending: string, caller: SessionCaller): Promise<void> {
    const viewing = await repository.findViewing(database, viewingId)
    if (viewing?.sessionId !== caller.session.id) throw noViewing()
    await inTransaction(database, async (tx) => {
      if (!(await repository.endViewing(tx, viewingId, { at: clock(), ending }))) return
      await audit.record(
        tx,
        entryOf('report.closed', caller, { object: viewingId, facts: { query: viewing.queryId, ending } }),
      )
    })
  }

  async function nameViewing(viewId: ViewId, caller: SessionCaller): Promise<MarkedViewing> {
    const found = await repository.findViewingOfMark(database, viewId)
    const facts = { viewId, viewing: found?.id ?? null, query: found?.queryId ?? null }
    await audit.recordAlone(entryOf('report.mark-traced', caller, { object: viewId, facts }))
    if (!found) throw new AppError('not-found', 'No viewing has this view id.')
    return found
  }

  async function getOpen(viewingId: string, caller: SessionCaller): Promise<repository.OpenViewing> {
    const viewing = await repository.findViewing(database, viewingId)
    if (viewing?.sessionId !== caller.session.id) throw noViewing()
    if (viewing.endedAt !== null) throw new AppError('viewing-over', 'This viewing has ended.')
    return viewing
  }
}

function layOut(report: BureauAnswer['report']): ReportPage[] {
  return report.subjectKind === 'company' ? layOutCorporateReport(report) : layOutPersonalReport(report)
}

/** A request repeated after a broken line is the same opening. */
function isSameViewing(stored: Opening, asked: Opening): boolean {
  return (
    stored.sessionId === asked.sessionId && stored.queryId === asked.queryId && stored.viewerKey.x === asked.viewerKey.x
  )
}

function noViewing(): AppError {
  return new AppError('not-found', 'There is no such viewing.')
}
