import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postTableExport } from '#contract/http/table-export.ts'
import type { TableExportService } from './table-export-service.ts'

export function tableExportRoutes(app: FastifyInstance, exports: TableExportService): void {
  serve(app, postTableExport, async ({ body, caller }) => {
    await exports.record(body, caller)
    return {}
  })
}
