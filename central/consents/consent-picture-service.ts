/** Pages of consents as pictures, for screens of those who may look at them. Nothing of them touches the disk. */

import type { Queryable } from '#central/database/database.ts'
import type { ScanMediaType } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import { listScans } from './consent-scan-repository.ts'
import type { PagePainter } from './page-painter.ts'
import type { ScanStore } from './scan-store.ts'

export interface ConsentPictureService {
  scansOf(
    queryable: Queryable,
    consentId: string,
  ): Promise<{ mediaType: ScanMediaType; pages: number; isCompletion: boolean }[]>
  /**
   * @param page Counted through all scans of the consent, from one.
   * @returns WebP.
   * @throws {AppError} `not-found` for a page that is none, `scan-unreadable` when it cannot be drawn.
   */
  pageOf(queryable: Queryable, consentId: string, page: number): Promise<Uint8Array<ArrayBuffer>>
}

export function createConsentPictureService(store: ScanStore, painter: PagePainter): ConsentPictureService {
  return {
    async scansOf(queryable, consentId) {
      const scans = await listScans(queryable, consentId)
      return scans.map(({ mediaType, pages, isCompletion }) => ({ mediaType, pages, isCompletion }))
    },

    async pageOf(queryable, consentId, page) {
      let left = page
      for (const { uploadId, lengthBytes, mediaType, pages } of await listScans(queryable, consentId)) {
        if (left <= pages)
          return painter.paint({ bytes: await store.read(uploadId, lengthBytes), mediaType, page: left })
        left -= pages
      }
      throw new AppError('not-found', 'The consent has no such page.')
    },
  }
}
