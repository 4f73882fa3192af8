import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getEngagements, postEngagement, postEngagementEnd } from '#contract/http/audit.ts'
import type { EngagementService } from './engagement-service.ts'

export function engagementRoutes(app: FastifyInstance, engagements: EngagementService): void {
  serve(app, postEngagement, ({ body, caller }) => engagements.grant(body.grant, body.signature, caller))
  serve(app, postEngagementEnd, ({ params, caller }) => engagements.end(params.id, caller))
  serve(app, getEngagements, ({ caller }) => engagements.list(caller))
}
