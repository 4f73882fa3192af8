/** Scans on their way in: created, received piece by piece, inspected when whole. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { maxScanBytes } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import type { UploadedScan } from '#contract/scan-findings.ts'
import type { ScanInspector } from './inspection/scan-inspector.ts'
import type { ScanStore } from './scan-store.ts'
import type { SheetService } from './sheet-service.ts'
import * as repository from './upload-repository.ts'

export interface UploadService {
  /** @throws {AppError} `too-large`. */
  create(lengthBytes: number, caller: SessionCaller): Promise<string>
  /** @throws {AppError} `not-found` when it is unknown or somebody else's. */
  get(id: string, caller: SessionCaller): Promise<repository.StoredUpload>
  /** The same without asking whose it is; for the protocol, after `get` has. */
  find(id: string): Promise<repository.StoredUpload>
  /** Makes bytes durable at the present offset. @returns The new offset. */
  append(id: string, offset: number, bytes: Uint8Array): Promise<number>
  /**
   * Inspects a whole file; safe to repeat.
   *
   * @throws {AppError} What `inspectScan` refuses; the scan is then removed and the refusal recorded.
   */
  finish(id: string, caller: SessionCaller): Promise<void>
  /** What was seen in it. @throws {AppError} `not-found`; `conflict` when it is not whole or was refused. */
  describe(id: string, caller: SessionCaller): Promise<UploadedScan>
  /** A page of it as a small JPEG, for whoever uploaded it. @throws {AppError} As `describe`. */
  preview(id: string, page: number, caller: SessionCaller): Promise<Buffer>
  /**
   * Takes whole files for what they were uploaded for; each is taken once.
   *
   * @throws {AppError} `conflict` when one is missing, refused or in use; `scan-altered` when one is not as it was sent.
   */
  take(tx: Transaction, scans: readonly SentScan[], caller: SessionCaller): Promise<void>
  /** The bytes of a whole file, for the domain that has taken it. */
  contentOf(id: string): Promise<Buffer>
}

export interface SentScan {
  readonly uploadId: string
  readonly sha256: string
}

export interface UploadDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly store: ScanStore
  readonly inspector: Pick<ScanInspector, 'ask'>
  readonly sheets: SheetService
  readonly clock: Clock
}

/** The longer side of a page on the screen. */
const previewSize = 1200

export function createUploadService({
  database,
  audit,
  store,
  inspector,
  sheets,
  clock,
}: UploadDependencies): UploadService {
  return { create, get, find, append, finish, describe, preview, take: takeScans, contentOf }

  async function create(lengthBytes: number, caller: SessionCaller): Promise<string> {
    if (lengthBytes > maxScanBytes) throw new AppError('too-large', 'A scan may have 10 MiB at most.')
    const id = randomUUID()
    const { user, workstation } = caller
    await repository.insertUpload(database, {
      id,
      userId: user.id,
      workstationId: workstation.id,
      lengthBytes,
      createdAt: clock(),
    })
    return id
  }

  async function get(id: string, caller: SessionCaller): Promise<repository.StoredUpload> {
    const upload = await find(id)
    if (upload.userId !== caller.user.id) throw noUpload()
    return upload
  }

  async function find(id: string): Promise<repository.StoredUpload> {
    const upload = await repository.findUpload(database, id)
    if (!upload) throw noUpload()
    return upload
  }

  async function contentOf(id: string): Promise<Buffer> {
    return store.read(id, (await find(id)).lengthBytes)
  }

  async function append(id: string, offset: number, bytes: Uint8Array): Promise<number> {
    await store.append(id, offset, bytes)
    await repository.saveReceived(database, id, offset + bytes.length)
    return offset + bytes.length
  }

  async function finish(id: string, caller: SessionCaller): Promise<void> {
    const upload = await get(id, caller)
    if (upload.state !== 'receiving') return
    try {
      await keep(upload, caller)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      await refuse(upload, error, caller)
      throw error
    }
  }

  async function keep({ id, lengthBytes }: repository.StoredUpload, caller: SessionCaller): Promise<void> {
    const bytes = await store.read(id, lengthBytes)
    const { maps, ...inspected } = await inspector.ask('inspect', { bytes, at: clock() })
    // Before it counts as whole: nobody registers a scan that was not compared.
    await sheets.remember(id, maps)
    await inTransaction(database, async (tx) => {
      if (!(await repository.finishUpload(tx, id, inspected))) return
      const { sha256, mediaType, pages, findings } = inspected
      const facts = { sha256, mediaType, pages, bytes: lengthBytes, signatures: findings.signatures }
      await audit.record(tx, entryOf('upload.finished', caller, { object: id, facts }))
    })
  }

  async function refuse({ id }: repository.StoredUpload, error: AppError, caller: SessionCaller): Promise<void> {
    await store.remove(id)
    await inTransaction(database, async (tx) => {
      await repository.refuseUpload(tx, id)
      const facts = { code: error.code, reason: error.message }
      await audit.record(tx, entryOf('upload.refused', caller, { object: id, facts }))
    })
  }

  async function describe(id: string, caller: SessionCaller): Promise<UploadedScan> {
    const { mediaType, pages, sha256, findings } = await whole(id, caller)
    return { mediaType, pages, sha256, findings }
  }

  async function preview(id: string, page: number, caller: SessionCaller): Promise<Buffer> {
    const { lengthBytes, mediaType, pages } = await whole(id, caller)
    if (page > pages) throw new AppError('not-found', 'There is no such page.')
    const bytes = await store.read(id, lengthBytes)
    const isPdf = mediaType === 'application/pdf'
    return Buffer.from(await inspector.ask('preview', { bytes, isPdf, page, size: previewSize }))
  }

  /** A service that was killed between the last byte and the inspection makes up for it here. */
  async function whole(id: string, caller: SessionCaller) {
    const upload = await get(id, caller)
    if (upload.state === 'receiving' && upload.receivedBytes === upload.lengthBytes) await finish(id, caller)
    const { lengthBytes, mediaType, pages, sha256, findings } = await get(id, caller)
    if (mediaType === null || pages === null || sha256 === null)
      throw new AppError('conflict', 'The scan is not whole, or was refused.')
    return { lengthBytes, mediaType, pages, sha256, findings: findings ?? nothingFound }
  }
}

/** Scans that came in before their findings were kept. */
const nothingFound = { poorPages: [], signatures: [], formCodes: [] }

async function takeScans(tx: Transaction, scans: readonly SentScan[], caller: SessionCaller): Promise<void> {
  const ids = scans.map(({ uploadId }) => uploadId)
  const used = await repository.takeUploads(tx, caller.user.id, ids)
  if (used.length !== scans.length) throw new AppError('conflict', 'A scan is missing, was refused, or is in use.')
  const isAsSent = scans.every(({ uploadId, sha256 }) =>
    used.some((upload) => upload.id === uploadId && upload.sha256 === sha256),
  )
  if (!isAsSent) throw new AppError('scan-altered', 'A scan did not arrive as it was sent.')
}

function noUpload(): AppError {
  return new AppError('not-found', 'There is no such upload.')
}
