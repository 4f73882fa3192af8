import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getLogConsistency } from '#contract/http/log.ts'
import type { AuditService } from './audit-service.ts'

export function logRoutes(app: FastifyInstance, audit: AuditService): void {
  serve(app, getLogConsistency, ({ params }) => audit.growth(params.from, params.to))
}
