import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getConsentForm, postConsentForm } from '#contract/http/consent-form.ts'
import type { ConsentFormService } from './consent-form-service.ts'

export function consentFormRoutes(app: FastifyInstance, forms: ConsentFormService): void {
  serve(app, postConsentForm, async ({ body, caller }) => ({
    pdf: (await forms.prepare(body, caller)).toString('base64'),
  }))
  serve(app, getConsentForm, ({ params, caller }) => forms.read(params.id, caller))
}
