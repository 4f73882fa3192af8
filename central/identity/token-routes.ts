import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import * as endpoints from '#contract/http/token.ts'
import type { SecondPersonService } from './second-person-service.ts'
import type { TokenImportService } from './token-import-service.ts'
import type { TokenResyncService } from './token-resync-service.ts'
import type { TokenService } from './token-service.ts'

type Tokens = TokenService & TokenResyncService & TokenImportService & SecondPersonService

export function tokenRoutes(app: FastifyInstance, tokens: Tokens): void {
  serve(app, endpoints.postOwnResync, ({ body, caller }) => nothing(tokens.resyncOwn(body, caller)))
  serve(app, endpoints.getTokens, ({ caller }) => tokens.overview(caller))
  serve(app, endpoints.postTokenEnrolment, ({ body, caller }) => tokens.enrol(body, caller))
  serve(app, endpoints.postTokenConfirmation, ({ params, body, caller }) =>
    nothing(tokens.confirm(params.id, body, caller)),
  )
  serve(app, endpoints.postTokenImport, ({ body, caller }) => tokens.importPskc(body, caller))
  serve(app, endpoints.postTokenAssignment, ({ params, body, caller }) =>
    nothing(tokens.assign(params.id, body, caller)),
  )
  serve(app, endpoints.postTokenRevocation, ({ params, body, caller }) =>
    nothing(tokens.revoke(params.id, body.reason, caller)),
  )
  serve(app, endpoints.postTokenResync, ({ params, body, caller }) => nothing(tokens.propose(params.id, body, caller)))
  serve(app, endpoints.postResyncApproval, ({ params, body, caller }) =>
    nothing(tokens.approveResync(params.id, body.signature, caller)),
  )
  serve(app, endpoints.postIdentityCheck, ({ params, body, caller }) =>
    nothing(tokens.signIdentityCheck(params.employeeId, body.signature, caller)),
  )
}

async function nothing(work: Promise<void>): Promise<Record<never, never>> {
  await work
  return {}
}
