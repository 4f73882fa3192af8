import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getAuditExport,
  getAuditExportPiece,
  getAuditExports,
  postAuditExport,
  postAuditExportCancel,
} from '#contract/http/audit.ts'
import type { AuditExportService } from './export-service.ts'

export function auditExportRoutes(app: FastifyInstance, exports: AuditExportService): void {
  serve(app, postAuditExport, ({ body, caller }) => exports.request(body, caller))
  serve(app, getAuditExports, ({ caller }) => exports.list(caller))
  serve(app, getAuditExport, ({ params, caller }) => exports.get(params.id, caller))
  serve(app, postAuditExportCancel, ({ params, caller }) => exports.cancel(params.id, caller))
  serve(app, getAuditExportPiece, ({ params, caller }) => exports.piece(params.id, params, caller))
}
