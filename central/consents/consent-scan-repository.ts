import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { ScanMediaType } from '#contract/consent.ts'

const StoredScan = z.strictObject({
  uploadId: z.uuid(),
  lengthBytes: z.int(),
  mediaType: ScanMediaType,
  sha256: z.string(),
})
export type StoredScan = z.output<typeof StoredScan>

/** The scans of a consent in page order. */
export async function listScans(queryable: Queryable, consentId: string): Promise<StoredScan[]> {
  const rows = await queryable`
    select upload_id as "uploadId", length_bytes as "lengthBytes", media_type as "mediaType", sha256
      from consent_scan join upload on upload.id = upload_id
     where consent_id = ${consentId}
     order by position`
  return z.array(StoredScan).parse([...rows])
}
