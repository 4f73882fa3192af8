/** Scans on their way in: created, received piece by piece, inspected when whole. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { maxScanBytes } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import { inspectScan } from './inspect-scan.ts'
import type { ScanStore } from './scan-store.ts'
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
  /** Inspects a whole file. @throws {AppError} `scan-unreadable`; the scan is removed and the refusal recorded. */
  finish(id: string, caller: SessionCaller): Promise<void>
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
  readonly clock: Clock
}

export function createUploadService({ database, audit, store, clock }: UploadDependencies): UploadService {
  return { create, get, find, append, finish, take: takeScans, contentOf }

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
      const inspected = await inspectScan(await store.read(id, upload.lengthBytes))
      await inTransaction(database, async (tx) => {
        await repository.finishUpload(tx, id, inspected)
        const { sha256, mediaType, pages } = inspected
        await audit.record(
          tx,
          entryOf('upload.finished', caller, {
            object: id,
            facts: { sha256, mediaType, pages, bytes: upload.lengthBytes },
          }),
        )
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      await store.remove(id)
      await inTransaction(database, async (tx) => {
        await repository.refuseUpload(tx, id)
        await audit.record(tx, entryOf('upload.refused', caller, { object: id, facts: { reason: error.message } }))
      })
      throw error
    }
  }
}

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
