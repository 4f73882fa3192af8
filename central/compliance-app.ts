import type { FastifyInstance } from 'fastify'
import { tableExportRoutes } from '#central/table-exports/table-export-routes.ts'
import type { ComplianceServices } from './compliance-services.ts'

export function complianceRoutes(app: FastifyInstance, { tableExports }: ComplianceServices): void {
  tableExportRoutes(app, tableExports)
}
