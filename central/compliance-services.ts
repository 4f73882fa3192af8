/** Composes what looks over the whole: tables taken out as files, figures, reports. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { CalendarService } from '#central/calendar/calendar-service.ts'
import type { Clock } from '#central/clock.ts'
import { createComplianceReportService } from '#central/compliance/compliance-report-service.ts'
import { createDashboardService } from '#central/compliance/dashboard-service.ts'
import { createFigureService } from '#central/compliance/figure-service.ts'
import { createReportFileService } from '#central/compliance/report-file-service.ts'
import type { Database } from '#central/database/database.ts'
import { disputeFigures } from '#central/disputes/dispute-figure-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import { createVacancyFigures } from '#central/governance/vacancy-figure-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import { incidentFigures } from '#central/incidents/incident-figure-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { itemCheckFigures } from '#central/item-checks/item-check-figure-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { queryFigures } from '#central/queries/query-figure-service.ts'
import { queryStopFigures } from '#central/query-stop/query-stop-figure-service.ts'
import { releaseFigures } from '#central/releases/release-figure-service.ts'
import { scoreFigures } from '#central/scores/score-figure-service.ts'
import { suspensionFigures } from '#central/suspensions/suspension-figure-service.ts'
import { createTableExportService } from '#central/table-exports/table-export-service.ts'
import { trainingFigures } from '#central/training/training-figure-service.ts'
import { userFigures } from '#central/users/user-figure-service.ts'
import { workstationFigures } from '#central/workstations/workstation-figure-service.ts'

export interface ComplianceDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly signatures: Pick<SignatureService, 'confirm'>
  readonly events: EventService
  readonly calendar: CalendarService
  readonly clock: Clock
}

export type ComplianceServices = ReturnType<typeof createComplianceServices>

export function createComplianceServices(dependencies: ComplianceDependencies) {
  const { database, audit, policy, institutions } = dependencies
  const tableExports = createTableExportService({ audit, policy })
  const domains = [
    ...[queryFigures, releaseFigures, incidentFigures, scoreFigures, suspensionFigures, itemCheckFigures],
    ...[trainingFigures, disputeFigures, userFigures, queryStopFigures, createVacancyFigures(policy)],
  ]
  const figures = createFigureService({
    database,
    institutions,
    sources: domains.map(({ countsFor }) => countsFor),
    perDay: queryFigures.perDay,
  })
  const present = createFigureService({
    database,
    institutions,
    sources: [releaseFigures.present, incidentFigures.present, workstationFigures.present],
    perDay: queryFigures.perDay,
  })
  const complianceReports = createComplianceReportService({ ...dependencies, figures })
  const reportFiles = createReportFileService({
    ...dependencies,
    reports: complianceReports,
    listUsers: userFigures.listForFiling,
  })
  const dashboards = createDashboardService({ ...dependencies, figures, present })
  return { tableExports, figures, complianceReports, reportFiles, dashboards }
}
