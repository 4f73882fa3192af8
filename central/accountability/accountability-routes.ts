import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getAccountabilityCases,
  postAccountabilityCase,
  postAccountabilityStep,
} from '#contract/http/accountability.ts'
import type { AccountabilityService } from './accountability-service.ts'

export function accountabilityRoutes(app: FastifyInstance, accountability: AccountabilityService): void {
  serve(app, getAccountabilityCases, ({ caller }) => accountability.list(caller))
  serve(app, postAccountabilityCase, async ({ body, caller }) => {
    await accountability.open(body, caller)
    return {}
  })
  serve(app, postAccountabilityStep, async ({ params, body, caller }) => {
    await accountability.takeStep(params.id, body, caller)
    return {}
  })
}
