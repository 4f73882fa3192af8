/** Registers a consent: the chosen files go to the service, then the statement that names them. */

import { type Consent, type ConsentStatement, maxScansPerConsent } from '#contract/consent.ts'
import { AppError, type Failure, toFailure } from '#contract/failure.ts'
import { getConsents, postConsent } from '#contract/http/query.ts'
import type { ChosenScan, uploadProgressed } from '#contract/ipc/query.ts'
import type { ConsentId, UploadId } from '#contract/values.ts'
import type { Clock } from '#main/clock.ts'
import type { SessionService } from '#main/session/session-service.ts'
import { inspectFile, readScan } from './scan-file.ts'
import type { ScanUpload } from './upload-scan.ts'

type Progress = typeof uploadProgressed.payload._zod.output
const announceEveryMs = 100

export interface RegistrationForm extends ConsentStatement {
  readonly id: ConsentId
  readonly handles: readonly string[]
}

/** What the files are for; the dialog says so. */
export type ScanPurpose = 'consent' | 'duty-letter' | 'attachment'

export interface SentScan {
  readonly uploadId: UploadId
  readonly sha256: string
}

export interface ConsentService {
  choose(what: ScanPurpose): Promise<ChosenScan[]>
  /** Uploads a chosen file once, however often it is asked. @throws {AppError} `not-found` for a handle that is none. */
  send(handle: string): Promise<SentScan>
  /** @throws {AppError} `not-found` for a handle that is none; what uploads and the service answer. */
  register(form: RegistrationForm): Promise<Consent>
  list(reference: string): Promise<Consent[]>
  /** At the session's end: no handle survives it. */
  forget(): void
}

export interface ConsentDependencies {
  readonly session: SessionService
  readonly serviceUrl: string
  readonly chooseFiles: (what: ScanPurpose) => Promise<readonly string[]>
  readonly upload: (scan: Omit<ScanUpload, 'httpStack'>, token: string) => Promise<UploadId>
  readonly announce: (progress: Progress) => void
  readonly newHandle: () => string
  readonly clock: Clock
}

interface ChosenFile {
  readonly path: string
  readonly uploadUrl?: string
  readonly uploaded?: SentScan
}

export function createConsentService(dependencies: ConsentDependencies): ConsentService {
  const { session, serviceUrl, chooseFiles, upload, announce, newHandle, clock } = dependencies
  const chosen = new Map<string, ChosenFile>()

  return {
    choose,
    send,
    register,
    list: (reference) => session.call(getConsents, { params: { reference } }),
    forget: () => chosen.clear(),
  }

  async function choose(what: ScanPurpose): Promise<ChosenScan[]> {
    const paths = await chooseFiles(what)
    return Promise.all(
      paths.slice(0, maxScansPerConsent).map(async (path) => {
        const handle = newHandle()
        const inspected = await inspectFile(path)
        if (inspected.refusal === null) chosen.set(handle, { path })
        return { handle, ...inspected }
      }),
    )
  }

  async function register({ handles, ...statement }: RegistrationForm): Promise<Consent> {
    const scans = []
    for (const handle of handles) scans.push(await send(handle))
    const consent = await session.call(postConsent, { body: { ...statement, scans } })
    for (const handle of handles) chosen.delete(handle)
    return consent
  }

  async function send(handle: string): Promise<SentScan> {
    const file = chosen.get(handle)
    if (!file) throw new AppError('not-found', 'This file is not chosen any more.', { fields: ['handles'] })
    if (file.uploaded) return file.uploaded

    const { bytes, sha256 } = await readScan(file.path)
    const report = createProgress(handle, bytes.length)
    const token = session.token()
    try {
      const uploadId = await upload(
        {
          endpoint: `${serviceUrl}/uploads`,
          bytes,
          resumeUrl: file.uploadUrl,
          onUrl: (uploadUrl) => remember(handle, { ...file, uploadUrl }),
          onProgress: report.sent,
        },
        token,
      )
      report.done()
      remember(handle, { ...file, uploaded: { uploadId, sha256 } })
      return { uploadId, sha256 }
    } catch (error) {
      report.failed(toFailure(error))
      session.noticeFailure(error, token)
      throw error
    }
  }

  /** Not when the session ended meanwhile. */
  function remember(handle: string, file: ChosenFile): void {
    if (chosen.has(handle)) chosen.set(handle, file)
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
