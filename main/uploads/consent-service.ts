/**
 * Registers a consent: scans are sealed here as soon as they are chosen, sent to the service, then the statement that
 * names them.
 */

import { type Consent, type ConsentStatement, maxScanBytes, maxScansPerConsent } from '#contract/consent.ts'
import { AppError, type Failure, toFailure } from '#contract/failure.ts'
import { getConsents, postConsent } from '#contract/http/query.ts'
import { getScanPage, getUploadedScan } from '#contract/http/upload.ts'
import type { ChosenScan, uploadProgressed } from '#contract/ipc/query.ts'
import { scanKind } from '#contract/rules/scan-kind.ts'
import type { UploadedScan } from '#contract/scan-findings.ts'
import type { ConsentId, UploadId } from '#contract/values.ts'
import type { Clock } from '#main/clock.ts'
import type { SessionService } from '#main/session/session-service.ts'
import { hashOf, inspectFile, readScan, refusalOf } from './scan-file.ts'
import type { ScanSpool, SpooledScan } from './scan-spool.ts'
import type { ScanUpload } from './upload-scan.ts'

type Progress = typeof uploadProgressed.payload._zod.output
const announceEveryMs = 100

export interface RegistrationForm extends ConsentStatement {
  readonly id: ConsentId
  readonly handles: readonly string[]
  /** By handle. */
  readonly quarterTurns: Readonly<Record<string, number>>
}

/** What the files are for; the dialog says so. */
export type ScanPurpose = 'consent' | 'duty-letter' | 'attachment'

export interface SentScan {
  readonly uploadId: UploadId
  readonly sha256: string
}

export interface DroppedPart {
  readonly id: string
  readonly fileName: string
  readonly bytes: number
  readonly offset: number
  readonly part: Buffer
}

export interface ConsentService {
  choose(what: ScanPurpose): Promise<ChosenScan[]>
  /** Takes files that a scanner made; those that cannot be used are named as well. */
  take(paths: readonly string[]): Promise<ChosenScan[]>
  /** Takes a file part by part; `null` until the last one. */
  drop(part: DroppedPart): Promise<ChosenScan | null>
  /** Uploads a chosen file once, however often it is asked. @throws {AppError} `not-found` for a handle that is none. */
  send(handle: string): Promise<SentScan>
  /** What the service saw in a scan; uploads it first. */
  describe(handle: string): Promise<UploadedScan>
  /** A page of an uploaded scan, a JPEG in base64. */
  pageOf(handle: string, page: number): Promise<string>
  /** @throws {AppError} `not-found` for a handle that is none; what uploads and the service answer. */
  register(form: RegistrationForm): Promise<Consent>
  list(reference: string): Promise<Consent[]>
  /** At the session's end: nothing half received survives it. */
  forget(): void
}

export interface ConsentDependencies {
  readonly session: SessionService
  readonly serviceUrl: string
  readonly spool: ScanSpool
  readonly chooseFiles: (what: ScanPurpose) => Promise<readonly string[]>
  readonly upload: (scan: Omit<ScanUpload, 'httpStack'>, token: string) => Promise<UploadId>
  readonly announce: (progress: Progress) => void
  readonly newHandle: () => string
  readonly clock: Clock
}

export function createConsentService(dependencies: ConsentDependencies): ConsentService {
  const { session, serviceUrl, spool, chooseFiles, upload, announce, newHandle, clock } = dependencies
  const sending = new Map<string, Promise<SentScan>>()
  const dropped = new Map<string, Buffer[]>()

  return {
    choose: async (what) => take((await chooseFiles(what)).slice(0, maxScansPerConsent)),
    take,
    drop,
    send,
    describe,
    async pageOf(handle, page) {
      const { uploadId } = await send(handle)
      return (await session.call(getScanPage, { params: { id: uploadId, page } })).jpeg
    },
    register,
    list: (reference) => session.call(getConsents, { params: { reference } }),
    forget: () => dropped.clear(),
  }

  async function take(paths: readonly string[]): Promise<ChosenScan[]> {
    return Promise.all(
      paths.map(async (path) => {
        const inspected = await inspectFile(path)
        if (inspected.refusal !== null) return { handle: newHandle(), ...inspected }
        const content = await readScan(path).catch(() => undefined)
        if (!content) return { handle: newHandle(), ...inspected, refusal: 'unreadable' as const }
        return keep(inspected.fileName, content.bytes)
      }),
    )
  }

  async function drop({ id, fileName, bytes, offset, part }: DroppedPart): Promise<ChosenScan | null> {
    const parts = offset === 0 ? [] : (dropped.get(id) ?? [])
    const received = parts.reduce((sum, { length }) => sum + length, 0)
    if (received !== offset || received + part.length > Math.min(bytes, maxScanBytes))
      throw new AppError('invalid-input', 'A part of the file is missing.', { fields: ['offset'] })
    const all = [...parts, part]
    if (received + part.length < bytes) {
      dropped.set(id, all)
      return null
    }
    dropped.delete(id)
    return keep(fileName, Buffer.concat(all))
  }

  async function keep(fileName: string, content: Buffer): Promise<ChosenScan> {
    const mediaType = scanKind(content) ?? null
    const chosen = { handle: newHandle(), fileName, bytes: content.length, mediaType }
    const refusal = refusalOf(content.length, mediaType)
    if (mediaType === null || refusal !== null) return { ...chosen, refusal }
    await spool.put({ ...chosen, mediaType, employeeId: employeeId(), sha256: hashOf(content) }, content)
    return { ...chosen, refusal: null }
  }

  function employeeId(): string {
    const current = session.current()
    if (!current) throw new AppError('session-ended', 'Nobody is logged in.')
    return current.user.employeeId
  }

  async function register({ handles, quarterTurns, ...statement }: RegistrationForm): Promise<Consent> {
    const scans = []
    for (const handle of handles) scans.push({ ...(await send(handle)), quarterTurns: quarterTurns[handle] ?? 0 })
    const consent = await session.call(postConsent, { body: { ...statement, scans } })
    for (const handle of handles) await spool.remove(handle)
    return consent
  }

  async function describe(handle: string): Promise<UploadedScan> {
    const { uploadId } = await send(handle)
    // Drawing and comparing pages takes the service a while.
    return session.call(getUploadedScan, { params: { id: uploadId }, timeoutMs: 60_000 })
  }

  async function send(handle: string): Promise<SentScan> {
    const running = sending.get(handle)
    if (running) return running
    const started = sendOnce(handle).finally(() => sending.delete(handle))
    sending.set(handle, started)
    return started
  }

  async function sendOnce(handle: string): Promise<SentScan> {
    const scan = await spool.find(handle)
    if (!scan || scan.employeeId !== employeeId())
      throw new AppError('not-found', 'This file is not chosen any more.', { fields: ['handles'] })
    if (scan.uploadId) return { uploadId: scan.uploadId, sha256: scan.sha256 }
    const content = await spool.contentOf(handle)
    if (!content || hashOf(content) !== scan.sha256)
      throw new AppError('not-found', 'This file is not chosen any more.', { fields: ['handles'] })
    return uploadIt(scan, content)
  }

  async function uploadIt(scan: SpooledScan, bytes: Buffer): Promise<SentScan> {
    const { handle, sha256 } = scan
    const report = createProgress(handle, bytes.length)
    const token = session.token()
    let noted = Promise.resolve()
    try {
      const uploadId = await upload(
        {
          endpoint: `${serviceUrl}/uploads`,
          bytes,
          resumeUrl: scan.uploadUrl,
          onUrl: (uploadUrl) => {
            noted = spool.note({ ...scan, uploadUrl })
          },
          onProgress: report.sent,
        },
        token,
      )
      report.done()
      await noted
      await spool.note({ ...scan, uploadId })
      return { uploadId, sha256 }
    } catch (error) {
      report.failed(toFailure(error))
      session.noticeFailure(error, token)
      throw error
    }
  }

  function createProgress(handle: string, totalBytes: number) {
    let sentBytes = 0
    let announcedAt = Number.NEGATIVE_INFINITY
    const tell = (state: Progress['state'], failure?: Failure) =>
      announce({ handle, sentBytes, totalBytes, state, ...(failure ? { failure } : {}) })
    return {
      sent: (bytes: number) => {
        sentBytes = Math.min(bytes, totalBytes)
        if (clock() - announcedAt < announceEveryMs) return
        announcedAt = clock()
        tell('sending')
      },
      done: () => {
        sentBytes = totalBytes
        tell('done')
      },
      failed: (failure: Failure) => tell('failed', failure),
    }
  }
}
