import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getDisputableQueries,
  getDisputeLetter,
  getDisputes,
  postDispute,
  postDisputeStep,
} from '#contract/http/dispute.ts'
import type { DisputeService } from './dispute-service.ts'

export function disputeRoutes(app: FastifyInstance, disputes: DisputeService): void {
  serve(app, getDisputes, ({ caller }) => disputes.list(caller))
  serve(app, getDisputableQueries, ({ params, caller }) => disputes.queriesOf(params.reference, caller))
  serve(app, postDispute, ({ body, caller }) => disputes.register(body, caller))
  serve(app, postDisputeStep, ({ params, body, caller }) => disputes.step(params.id, body, caller))
  serve(app, getDisputeLetter, async ({ params, caller }) => new Uint8Array(await disputes.letter(params.id, caller)))
}
