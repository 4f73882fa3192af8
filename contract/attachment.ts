/** Files kept with a dispute, a circular, a meeting, a text of the library or a publicity activity. */

import * as z from 'zod'
import { ScanMediaType } from '#contract/consent.ts'
import { Sha256Hex, UploadId } from '#contract/values.ts'

/** What a file can belong to. */
export const attachmentOwners = ['dispute', 'circular', 'meeting', 'library', 'publicity'] as const
export const AttachmentOwner = z.enum(attachmentOwners)
export type AttachmentOwner = z.output<typeof AttachmentOwner>

/** The name the file had at the PC; kept beside the log, which has the hash only. */
export const AttachmentName = z.string().trim().min(1).max(255)

/** A file that has been uploaded and is about to be attached. */
export const SentAttachment = z.strictObject({ uploadId: UploadId, sha256: Sha256Hex, name: AttachmentName })
export type SentAttachment = z.output<typeof SentAttachment>

export const maxAttachments = 10
export const SentAttachments = z.array(SentAttachment).max(maxAttachments)

export const Attachment = z.strictObject({
  id: UploadId,
  name: AttachmentName,
  mediaType: ScanMediaType,
  bytes: z.int().positive(),
  sha256: Sha256Hex,
})
export type Attachment = z.output<typeof Attachment>
