/** Files that people attach to what they write: taken from finished uploads, shown to whoever may see what they belong to. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { Attachment, AttachmentOwner, SentAttachment } from '#contract/attachment.ts'
import { AppError } from '#contract/failure.ts'
import * as repository from './attachment-repository.ts'

export interface AttachmentService {
  /** @throws {AppError} `conflict` when an upload is missing, refused or in use; `scan-altered` when it is not as it was sent. */
  attach(
    tx: Transaction,
    owner: repository.Owner,
    sent: { readonly files: readonly SentAttachment[]; readonly caller: SessionCaller },
  ): Promise<void>
  /** The files of several owners, by owner. */
  listOf(
    queryable: Queryable,
    kind: AttachmentOwner,
    owners: readonly string[],
  ): Promise<ReadonlyMap<string, Attachment[]>>
}

export interface AttachmentReadingService {
  /** The file's bytes; fetching it is an entry of the log. @throws {AppError} `not-found` for whoever may not see what it belongs to. */
  read(id: string, caller: SessionCaller): Promise<Uint8Array>
}

/** Whether a caller may see what a file belongs to. */
export type MaySee = (queryable: Queryable, ownerId: string, caller: SessionCaller) => Promise<boolean>

export function createAttachmentService(uploads: Pick<UploadService, 'take'>): AttachmentService {
  return {
    async attach(tx, owner, { files, caller }) {
      if (files.length === 0) return
      await uploads.take(tx, files, caller)
      await repository.insertAttachments(tx, owner, files)
    },

    async listOf(queryable, kind, owners) {
      const found = await repository.listAttachments(queryable, kind, owners)
      const byOwner = new Map<string, Attachment[]>()
      for (const { owner, ...attachment } of found) byOwner.set(owner, [...(byOwner.get(owner) ?? []), attachment])
      return byOwner
    },
  }
}

export interface AttachmentReadingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly uploads: Pick<UploadService, 'contentOf'>
  readonly maySee: Readonly<Partial<Record<AttachmentOwner, MaySee>>>
}

export function createAttachmentReadingService(dependencies: AttachmentReadingDependencies): AttachmentReadingService {
  const { database, audit, uploads, maySee } = dependencies
  return {
    async read(id, caller) {
      const found = await repository.findAttachment(database, id)
      const isShown = found && (await maySee[found.ownerKind]?.(database, found.ownerId, caller))
      if (!found || !isShown) throw new AppError('not-found', 'There is no such file.')
      const bytes = await uploads.contentOf(id)
      await inTransaction(database, async (tx) => {
        const facts = { ownerKind: found.ownerKind, owner: found.ownerId, sha256: found.sha256 }
        await audit.record(tx, entryOf('attachment.fetched', caller, { object: id, facts }))
      })
      return bytes
    },
  }
}
