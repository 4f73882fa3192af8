import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postInstitution, postInstitutionClosure, postInstitutionMerger } from '#contract/http/institution.ts'
import type { InstitutionService } from './institution-service.ts'

export function institutionRoutes(app: FastifyInstance, institutions: InstitutionService): void {
  serve(app, postInstitution, async ({ body, caller }) => {
    await institutions.open(body, caller)
    return {}
  })
  serve(app, postInstitutionMerger, async ({ params, body, caller }) => {
    await institutions.merge(params.code, body, caller)
    return {}
  })
  serve(app, postInstitutionClosure, async ({ params, body, caller }) => {
    await institutions.close(params.code, body.signature, caller)
    return {}
  })
}
