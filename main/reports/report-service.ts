/** One report at a time: opens its window, relays sealed pages and, against the log's receipt, their keys. */

import type { CaptureFacts } from '#contract/capture.ts'
import { AppError } from '#contract/failure.ts'
import {
  getSealedPage,
  postExtractionAttempt,
  postPageView,
  postViewing,
  postViewingEnd,
} from '#contract/http/viewing.ts'
import type { PublicJwk, QueryId, ViewingId } from '#contract/values.ts'
import type { ExtractionAttempt, Viewing, viewingEndings } from '#contract/viewing.ts'
import type { ReceiptCheck } from '#main/audit/verify-receipt.ts'
import type { Clock } from '#main/clock.ts'
import type { Note } from '#main/journal/open-journal.ts'
import type { Log } from '#main/log.ts'
import type { SessionService } from '#main/session/session-service.ts'

type Ending = (typeof viewingEndings)[number]

/** The report's window, with a process and a session of its own. */
export interface ReportWindow {
  /** How far the system keeps this window out of pictures, as it says now. */
  captureFacts(): Promise<CaptureFacts>
  focus(): void
  /** Kills the process that holds the page; nothing of it is asked any more. */
  destroy(): void
}

export interface ReportWindowListeners {
  /** The person closed the window, or its process died. */
  onGone(ending: 'closed' | 'lost'): void
  /** It is no longer the window in front, or it is again. */
  onAttention(isAway: boolean): void
}

export interface ReportDependencies {
  readonly session: SessionService
  readonly receipts: ReceiptCheck
  readonly deviceThumbprint: () => Promise<string>
  readonly openWindow: (listeners: ReportWindowListeners) => ReportWindow
  /** Tells the window to hide the page or to show it again. */
  readonly announceAway: (isAway: boolean) => void
  /** Calls back once. @returns The function that stops it. */
  readonly after: (milliseconds: number, action: () => void) => () => void
  readonly onClosed: (queryId: QueryId) => void
  readonly newViewingId: () => ViewingId
  readonly clock: Clock
  /** For what the service cannot be told now. */
  readonly note: Note
  readonly log: Log
}

export interface ReportService {
  /** Brings the open window to the front when it shows this query. @throws {AppError} `conflict` when it shows another. */
  open(queryId: QueryId): void
  start(viewerKey: PublicJwk): Promise<Viewing>
  readSealedPage(page: number): Promise<Uint8Array<ArrayBuffer>>
  /** @throws {AppError} `log-proof-refused`, `log-unavailable`, … ; then no key leaves this process. */
  releasePageKey(page: number): Promise<{ entryId: string; envelope: string }>
  /** Has it recorded that somebody tried to take the report out; one kind at most every few seconds. */
  noteAttempt(attempt: ExtractionAttempt): void
  close(ending: Ending): Promise<void>
  isOpen(): boolean
}

interface OpenReport {
  readonly queryId: QueryId
  readonly viewingId: ViewingId
  readonly window: ReportWindow
  /** What the service said at the opening. */
  viewing?: Viewing
  stopWaiting?: (() => void) | undefined
  /** When each kind of attempt was last told. */
  readonly attempts: Map<ExtractionAttempt, number>
}

/** A key that is held down is one attempt. */
const sameAttemptMs = 3000

export function createReportService(dependencies: ReportDependencies): ReportService {
  const { session, receipts, deviceThumbprint, openWindow, announceAway, after } = dependencies
  const { onClosed, newViewingId, clock, note, log } = dependencies
  let current: OpenReport | undefined

  return { open, start, readSealedPage, releasePageKey, noteAttempt, close, isOpen: () => current !== undefined }

  function open(queryId: QueryId): void {
    if (current) {
      current.window.focus()
      if (current.queryId !== queryId) throw new AppError('conflict', 'Another report is open.')
      return
    }
    session.token()
    const viewingId = newViewingId()
    const isOpen = () => current?.viewingId === viewingId
    const window = openWindow({
      onGone: (ending) => isOpen() && void close(ending),
      onAttention: (isAway) => isOpen() && followAttention(isAway),
    })
    current = { queryId, viewingId, window, attempts: new Map() }
  }

  async function start(viewerKey: PublicJwk): Promise<Viewing> {
    const report = required()
    // The id is the window's: asking again after a broken line is the same opening.
    const capture = await report.window.captureFacts()
    const body = { id: report.viewingId, queryId: report.queryId, viewerKey, capture }
    const viewing = await session.call(postViewing, { body })
    report.viewing = viewing
    return viewing
  }

  async function readSealedPage(page: number): Promise<Uint8Array<ArrayBuffer>> {
    return session.call(getSealedPage, { params: { id: required().viewingId, page } })
  }

  async function releasePageKey(page: number): Promise<{ entryId: string; envelope: string }> {
    const { viewingId, queryId, viewing } = required()
    if (!viewing) throw new AppError('viewing-over', 'The viewing has not begun.')
    const { openedAt, employeeId } = viewing.watermark
    const params = { id: viewingId, page }
    const { knownSize, verify } = receipts.begin()
    const { envelope, ...proof } = await session.call(postPageView, { params, body: { knownSize } })
    const { viewableUntil } = viewing
    const who = { employeeId, deviceThumbprint: await deviceThumbprint() }
    const entryId = await verify(proof, { viewingId, queryId, page, ...who, openedAt, viewableUntil })
    return { entryId, envelope }
  }

  /** Nobody before the window: the page is hidden at once, and the process ends when they stay away. */
  function followAttention(isAway: boolean): void {
    const report = required()
    announceAway(isAway)
    report.stopWaiting?.()
    const limitSeconds = report.viewing?.unattendedSeconds
    report.stopWaiting =
      isAway && limitSeconds !== undefined ? after(limitSeconds * 1000, () => void close('unattended')) : undefined
  }

  function noteAttempt(attempt: ExtractionAttempt): void {
    const { viewingId, viewing, attempts } = required()
    if (!viewing || clock() - (attempts.get(attempt) ?? Number.NEGATIVE_INFINITY) < sameAttemptMs) return
    attempts.set(attempt, clock())
    log.write('extraction-refused', { reason: attempt })
    const telling = session.call(postExtractionAttempt, { params: { id: viewingId }, body: { attempt } })
    void tell(telling.catch(() => note('extraction-refused', { attempt })))
  }

  async function close(ending: Ending): Promise<void> {
    if (!current) return
    const { window, viewingId, queryId, viewing, stopWaiting } = current
    current = undefined
    stopWaiting?.()
    window.destroy()
    log.write('report-closed', { reason: ending })
    if (viewing) await tell(session.call(postViewingEnd, { params: { id: viewingId }, body: { ending } }))
    onClosed(queryId)
  }

  /** Best effort: the service closes a viewing of which it hears nothing more. */
  async function tell(telling: Promise<unknown>): Promise<void> {
    try {
      await telling
    } catch (error) {
      if (!(error instanceof AppError)) log.unexpected('report-telling-failed', error)
    }
  }

  function required(): OpenReport {
    if (!current) throw new AppError('viewing-over', 'No report is open.')
    return current
  }
}
