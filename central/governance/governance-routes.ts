import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getDuties, getHolders, getInstitutions, postDuty, postDutyEnding } from '#contract/http/institution.ts'
import type { GovernanceService } from './governance-service.ts'

export function governanceRoutes(app: FastifyInstance, governance: GovernanceService): void {
  serve(app, getInstitutions, ({ caller }) => governance.tree(caller))
  serve(app, getDuties, ({ params, caller }) => governance.dutiesOf(params.code, caller))
  serve(app, getHolders, ({ params, caller }) => governance.holdersOn(params.code, params.day, caller))
  serve(app, postDuty, async ({ body, caller }) => {
    await governance.assign(body, caller)
    return {}
  })
  serve(app, postDutyEnding, async ({ params, body, caller }) => {
    await governance.end(params.id, body.endsOn, caller)
    return {}
  })
}
