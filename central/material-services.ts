/** What a query rests on: the bank's businesses and the subjects' consents. */

import { createBusinessFeedService } from '#central/business/business-feed-service.ts'
import { createBusinessService } from '#central/business/business-service.ts'
import { createConsentFormService } from '#central/consents/consent-form-service.ts'
import { createConsentScanService } from '#central/consents/consent-scan-service.ts'
import { createConsentService } from '#central/consents/consent-service.ts'
import { createScanInspector } from '#central/consents/inspection/scan-inspector.ts'
import { createS3ScanStore } from '#central/consents/s3-scan-store.ts'
import { createFolderScanStore } from '#central/consents/scan-store.ts'
import { createSheetService } from '#central/consents/sheet-service.ts'
import { createUploadService } from '#central/consents/upload-service.ts'
import type { FoundationServices } from './foundation-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

export type MaterialServices = ReturnType<typeof createMaterialServices>

interface MaterialDependencies
  extends Pick<ServiceDependencies, 'database' | 'keys' | 'scanFolder' | 's3' | 'signerAuthorities' | 'clock'>,
    Pick<FoundationServices, 'policy' | 'audit' | 'subjects'> {}

export function createMaterialServices({
  database,
  keys,
  scanFolder,
  s3,
  signerAuthorities = [],
  clock,
  policy,
  audit,
  subjects,
}: MaterialDependencies) {
  const businesses = createBusinessService(database, subjects)
  const businessFeed = createBusinessFeedService({ database, audit, policy, subjects, clock })
  const store = s3
    ? createS3ScanStore(s3, keys.sealing('scan'))
    : createFolderScanStore(scanFolder, keys.sealing('scan'))
  const scanInspector = createScanInspector({ authorities: signerAuthorities })
  const sheets = createSheetService(database, scanInspector, keys.sealing('scan'))
  const uploads = createUploadService({ database, audit, store, inspector: scanInspector, sheets, clock })
  const consentForms = createConsentFormService({ database, audit, subjects, businesses, clock })
  const consents = createConsentService({ database, audit, subjects, businesses, uploads, clock })
  const scans = createConsentScanService(database, store)
  return { businesses, businessFeed, store, scanInspector, sheets, uploads, consentForms, consents, scans }
}
