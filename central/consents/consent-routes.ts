import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getConsents, postConsent, postConsentRevocation } from '#contract/http/query.ts'
import type { ConsentService } from './consent-service.ts'

export function consentRoutes(app: FastifyInstance, consents: ConsentService): void {
  serve(app, postConsent, ({ body, caller }) => consents.register(body, caller))
  serve(app, postConsentRevocation, ({ params, body, caller }) => consents.revoke(params.id, body.cause, caller))
  serve(app, getConsents, ({ params, caller }) => consents.listOf(params.reference, caller))
}
