import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getHealth } from '#contract/http/health.ts'
import type { HealthService } from './health-service.ts'

export function healthRoutes(app: FastifyInstance, health: HealthService): void {
  serve(app, getHealth, () => health.check())
}
