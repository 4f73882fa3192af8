import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Attachment, AttachmentOwner, type SentAttachment } from '#contract/attachment.ts'

export interface Owner {
  readonly kind: AttachmentOwner
  readonly id: string
}

export async function insertAttachments(
  tx: Transaction,
  owner: Owner,
  attachments: readonly SentAttachment[],
): Promise<void> {
  for (const { uploadId, name } of attachments)
    await tx`
      insert into attachment (upload_id, owner_kind, owner_id, position, name)
      select ${uploadId}, ${owner.kind}, ${owner.id}, coalesce(max(position), -1) + 1, ${name}
        from attachment where owner_kind = ${owner.kind} and owner_id = ${owner.id}`
}

const OfOwner = Attachment.extend({ owner: z.uuid() })

export async function listAttachments(
  queryable: Queryable,
  kind: AttachmentOwner,
  owners: readonly string[],
): Promise<z.output<typeof OfOwner>[]> {
  const rows = await queryable`
    select upload_id as id, owner_id as owner, name, media_type as "mediaType", length_bytes as bytes, sha256
      from attachment join upload on upload.id = upload_id
     where owner_kind = ${kind} and owner_id = any(${[...owners]}::uuid[]) order by owner_id, position`
  return z.array(OfOwner).parse([...rows])
}

const Found = Attachment.extend({ ownerKind: AttachmentOwner, ownerId: z.uuid() })

export async function findAttachment(queryable: Queryable, id: string): Promise<z.output<typeof Found> | undefined> {
  const [row] = await queryable`
    select upload_id as id, owner_kind as "ownerKind", owner_id as "ownerId", name, media_type as "mediaType",
           length_bytes as bytes, sha256
      from attachment join upload on upload.id = upload_id where upload_id = ${id}`
  return row && Found.parse({ ...row })
}
