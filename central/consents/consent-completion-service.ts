/** Pages that are added to a registered consent because a check found it incomplete. */

import type { SessionCaller } from '#central/caller.ts'
import type { Transaction } from '#central/database/database.ts'
import { appendScans } from './consent-scan-repository.ts'
import type { SentScan, UploadService } from './upload-service.ts'

interface Completion {
  readonly consentId: string
  readonly itemCheckId: string
  readonly scans: readonly SentScan[]
}

export interface ConsentCompletionService {
  /** @throws {AppError} `conflict` when a scan is missing or in use, `scan-altered` when one is not as it was sent. */
  addScans(tx: Transaction, completion: Completion, caller: SessionCaller): Promise<void>
}

export function createConsentCompletionService(uploads: Pick<UploadService, 'take'>): ConsentCompletionService {
  return {
    async addScans(tx, { consentId, itemCheckId, scans }, caller) {
      await uploads.take(tx, scans, caller)
      await appendScans(tx, { consentId, itemCheckId, uploads: scans.map(({ uploadId }) => uploadId) })
    },
  }
}
