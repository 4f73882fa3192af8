import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getComplianceReport,
  getDashboard,
  getReportFile,
  postReportAcceptance,
  postReportReturn,
  postReportSignature,
} from '#contract/http/compliance.ts'
import type { ComplianceReportService } from './compliance-report-service.ts'
import type { DashboardService } from './dashboard-service.ts'
import type { ReportFileService } from './report-file-service.ts'

export interface ComplianceRouteServices {
  readonly complianceReports: ComplianceReportService
  readonly reportFiles: ReportFileService
  readonly dashboards: DashboardService
}

export function complianceReportRoutes(app: FastifyInstance, services: ComplianceRouteServices): void {
  const { complianceReports: reports, reportFiles, dashboards } = services
  serve(app, getDashboard, ({ caller }) => dashboards.read(caller))
  serve(app, getComplianceReport, ({ params, caller }) => reports.read(params, caller))
  serve(app, postReportSignature, ({ params, body, caller }) => reports.sign(params, body, caller))
  serve(app, postReportAcceptance, ({ params, body, caller }) => reports.accept(params, body.signature, caller))
  serve(app, postReportReturn, ({ params, body, caller }) => reports.sendBack(params, body.note, caller))
  serve(app, getReportFile, ({ params: { format, ...key }, caller }) => reportFiles.make(key, format, caller))
}
