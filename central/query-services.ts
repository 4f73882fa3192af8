/** Queries: decided, released, stopped, answered and compared. */

import { userStandingService } from '#central/identity/user-standing-service.ts'
import { createItemCheckQueue } from '#central/item-checks/item-check-queue-service.ts'
import { createDecisionWatchService } from '#central/monitoring/decision-watch-service.ts'
import { createProposalService } from '#central/policy/proposal-service.ts'
import { chargedQueryService } from '#central/queries/charged-query-service.ts'
import { createQueryService } from '#central/queries/query-service.ts'
import { createWhatIfService } from '#central/queries/what-if-service.ts'
import { createQueryStopService } from '#central/query-stop/query-stop-service.ts'
import { createReconciliationService } from '#central/reconciliation/reconciliation-service.ts'
import { createReleaseService } from '#central/releases/release-service.ts'
import { createRosterService } from '#central/releases/roster-service.ts'
import { createPageKeyService } from '#central/reports/page-key-service.ts'
import { createReportService } from '#central/reports/report-service.ts'
import { createStaffRelationService } from '#central/staff/staff-relation-service.ts'
import { trainingStandingService } from '#central/training/training-standing-service.ts'
import type { FoundationServices } from './foundation-services.ts'
import type { MaterialServices } from './material-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

interface QueryDependencies
  extends Pick<ServiceDependencies, 'database' | 'keys' | 'bureau' | 'reconciliationTime' | 'clock'>,
    Pick<
      FoundationServices,
      'policy' | 'events' | 'incidents' | 'audit' | 'subjects' | 'signatures' | 'institutions' | 'calendar'
    >,
    Pick<MaterialServices, 'businesses' | 'consents'> {}

export function createQueryServices({
  database,
  keys,
  bureau,
  reconciliationTime,
  clock,
  policy,
  events,
  incidents,
  audit,
  subjects,
  signatures,
  institutions,
  calendar,
  businesses,
  consents,
}: QueryDependencies) {
  const pageKeys = createPageKeyService({ database, audit, policy, subjects, keys, clock })
  const reports = createReportService({ database, audit, policy, pageKeys, subjects, keys, clock })
  const users = userStandingService
  const releases = createReleaseService({ database, audit, policy, institutions, signatures, clock })
  const roster = createRosterService({ database, audit, clock })
  const queryStops = createQueryStopService({ database, audit, institutions, signatures, events, clock })
  const queries = createQueryService({
    database,
    audit,
    policy,
    calendar,
    institutions,
    users,
    subjects,
    staffRelations: createStaffRelationService(keys),
    businesses,
    consents,
    reports,
    releases,
    stops: queryStops,
    watch: createDecisionWatchService(incidents),
    itemChecks: createItemCheckQueue(events),
    training: trainingStandingService,
    bureau,
    clock,
  })
  const reconciliation = createReconciliationService({
    database,
    audit,
    bureau,
    subjects,
    chargedQueries: chargedQueryService,
    dueAt: reconciliationTime,
    clock,
  })
  const proposals = createProposalService({ database, audit, policy, signatures, clock })
  const whatIf = createWhatIfService({ database, policy, clock })
  return { pageKeys, reports, users, releases, roster, queryStops, queries, reconciliation, proposals, whatIf }
}
