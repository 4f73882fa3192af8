/** Scans of registered consents in clear, for those domains that may hand them on. */

import { type Database, inTransaction, type Queryable } from '#central/database/database.ts'
import type { ScanMediaType } from '#contract/consent.ts'
import { listScans } from './consent-scan-repository.ts'
import type { ScanStore } from './scan-store.ts'
import { removePages } from './sheet-repository.ts'

export interface ConsentScan {
  readonly mediaType: ScanMediaType
  readonly sha256: string
  /** @throws {Error} When it is not there any more or was changed. */
  read(): Promise<Buffer>
}

export interface ConsentScanService {
  scansOf(queryable: Queryable, consentId: string): Promise<ConsentScan[]>
  /** Removes a scan for good, and what is known of its looks; nothing happens when it has gone. */
  remove(uploadId: string): Promise<void>
}

export function createConsentScanService(database: Database, store: ScanStore): ConsentScanService {
  return {
    async remove(uploadId) {
      await store.remove(uploadId)
      await inTransaction(database, (tx) => removePages(tx, uploadId))
    },

    async scansOf(queryable, consentId) {
      const scans = await listScans(queryable, consentId)
      return scans.map(({ uploadId, lengthBytes, mediaType, sha256 }) => ({
        mediaType,
        sha256,
        read: () => store.read(uploadId, lengthBytes),
      }))
    },
  }
}
