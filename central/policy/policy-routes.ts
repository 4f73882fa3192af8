import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import type { WhatIfService } from '#central/queries/what-if-service.ts'
import { deleteProposal, getPolicy, postProposal, postProposalPublication, postWhatIf } from '#contract/http/policy.ts'
import type { ProposalService } from './proposal-service.ts'

export function policyRoutes(app: FastifyInstance, proposals: ProposalService, whatIf: WhatIfService): void {
  serve(app, getPolicy, () => proposals.overview())
  serve(app, postProposal, ({ body, caller }) => proposals.propose(body, caller))
  serve(app, postProposalPublication, ({ params, body, caller }) =>
    proposals.publish(params.id, body.signature, caller),
  )
  serve(app, deleteProposal, ({ params, caller }) => proposals.withdraw(params.id, caller))
  serve(app, postWhatIf, ({ body }) => whatIf.run(body))
}
