import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getBusiness } from '#contract/http/query.ts'
import type { BusinessService } from './business-service.ts'

export function businessRoutes(app: FastifyInstance, businesses: BusinessService): void {
  serve(app, getBusiness, ({ params, caller }) => businesses.describe(params.reference, caller))
}
