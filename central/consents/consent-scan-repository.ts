import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { ScanMediaType } from '#contract/consent.ts'

const StoredScan = z.strictObject({
  uploadId: z.uuid(),
  lengthBytes: z.int(),
  mediaType: ScanMediaType,
  sha256: z.string(),
  pages: z.int(),
  /** Added because an item check found the consent incomplete. */
  isCompletion: z.boolean(),
})
export type StoredScan = z.output<typeof StoredScan>

/** The scans of a consent in page order. */
export async function listScans(queryable: Queryable, consentId: string): Promise<StoredScan[]> {
  const rows = await queryable`
    select upload_id as "uploadId", length_bytes as "lengthBytes", media_type as "mediaType", sha256, pages,
           item_check_id is not null as "isCompletion"
      from consent_scan join upload on upload.id = upload_id
     where consent_id = ${consentId}
     order by position`
  return z.array(StoredScan).parse([...rows])
}

/** Adds uploads behind the scans a consent has. */
export async function appendScans(
  tx: Transaction,
  { consentId, itemCheckId, uploads }: { consentId: string; itemCheckId: string; uploads: readonly string[] },
): Promise<void> {
  await tx`
    insert into consent_scan (consent_id, position, upload_id, item_check_id)
    select ${consentId}, last.position + added.place, added.upload_id, ${itemCheckId}
      from unnest(${[...uploads]}::uuid[]) with ordinality as added (upload_id, place),
           (select coalesce(max(position), -1) as position from consent_scan where consent_id = ${consentId}) as last`
}
