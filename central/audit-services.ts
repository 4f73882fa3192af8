/** Who looks at the log and takes it away: engagements, exports, findings, retention. */

import { createLogPruningService } from '#central/audit/log-pruning-service.ts'
import { createExportRunner } from '#central/audit-export/export-runner.ts'
import { createAuditExportService } from '#central/audit-export/export-service.ts'
import { createPartStore } from '#central/audit-export/part-store.ts'
import { createEngagementService } from '#central/engagements/engagement-service.ts'
import { createFindingService } from '#central/findings/finding-service.ts'
import { createJournalService } from '#central/journal/journal-service.ts'
import { createAnomalyService } from '#central/log-search/anomaly-service.ts'
import { createLogSearchService } from '#central/log-search/log-search-service.ts'
import { createSavedSearchService } from '#central/log-search/saved-search-service.ts'
import { createRetentionService } from '#central/retention/retention-service.ts'
import type { FoundationServices } from './foundation-services.ts'
import type { MaterialServices } from './material-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

/** A part of a bundle fits on a stick formatted with FAT32, four times. */
const exportPartBytes = 1024 ** 3

interface AuditDependencies
  extends Pick<ServiceDependencies, 'database' | 'exportFolder' | 'logger' | 'clock'>,
    Pick<FoundationServices, 'policy' | 'events' | 'audit' | 'subjects' | 'signatures' | 'institutions'>,
    Pick<MaterialServices, 'scans'> {}

export function createAuditServices({
  database,
  exportFolder,
  logger,
  clock,
  policy,
  events,
  audit,
  subjects,
  signatures,
  institutions,
  scans,
}: AuditDependencies) {
  const engagements = createEngagementService({ database, audit, signatures, institutions, clock })
  const findings = createFindingService({ database, audit, engagements, institutions, events, clock })
  const pruning = createLogPruningService(database, audit, clock)
  const retention = createRetentionService({ database, audit, policy, subjects, scans, pruning, clock })
  const parts = createPartStore(exportFolder, exportPartBytes)
  const exportRunner = createExportRunner({
    database,
    audit,
    policy,
    scans,
    parts,
    clock,
    onFailed: (err) => logger.error({ event: 'audit-export-failed', err }),
  })
  const auditExports = createAuditExportService({
    database,
    audit,
    engagements,
    institutions,
    parts,
    clock,
    onRequested: () => void exportRunner.run(),
  })
  const logSearch = createLogSearchService({ database, audit, subjects, institutions, engagements, clock })
  const anomalies = createAnomalyService({ database, audit, logSearch })
  const savedSearches = createSavedSearchService(database, clock)
  const journal = createJournalService({ database, audit, clock })
  return {
    engagements,
    findings,
    pruning,
    retention,
    parts,
    exportRunner,
    auditExports,
    logSearch,
    anomalies,
    savedSearches,
    journal,
  }
}
