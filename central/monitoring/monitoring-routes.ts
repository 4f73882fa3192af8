import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getMonitoringRules, postRuleDryRun } from '#contract/http/monitoring.ts'
import type { MonitoringService } from './monitoring-service.ts'

export function monitoringRoutes(app: FastifyInstance, monitoring: MonitoringService): void {
  serve(app, getMonitoringRules, ({ caller }) => monitoring.overview(caller))
  serve(app, postRuleDryRun, ({ params, body }) => monitoring.tryRule(params.rule, body))
}
