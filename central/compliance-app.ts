import type { FastifyInstance } from 'fastify'
import { complianceReportRoutes } from '#central/compliance/compliance-routes.ts'
import { tableExportRoutes } from '#central/table-exports/table-export-routes.ts'
import type { ComplianceServices } from './compliance-services.ts'

export function complianceRoutes(app: FastifyInstance, services: ComplianceServices): void {
  tableExportRoutes(app, services.tableExports)
  complianceReportRoutes(app, services)
}
