import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  deleteStopProposal,
  getQueryStops,
  getStopsInForce,
  postLifting,
  postLiftingSignature,
  postQueryStop,
  postStopSignature,
} from '#contract/http/query-stop.ts'
import type { QueryStopService } from './query-stop-service.ts'

export function queryStopRoutes(app: FastifyInstance, stops: QueryStopService): void {
  serve(app, getQueryStops, ({ caller }) => stops.list(caller))
  serve(app, getStopsInForce, ({ caller }) => stops.inForce(caller))
  serve(app, postQueryStop, ({ body, caller }) => stops.propose(body, caller))
  serve(app, postStopSignature, ({ params, body, caller }) => stops.impose(params.id, body.signature, caller))
  serve(app, deleteStopProposal, ({ params, caller }) => stops.withdraw(params.id, caller))
  serve(app, postLifting, ({ params, body, caller }) => stops.proposeLifting(params.id, body.reason, caller))
  serve(app, postLiftingSignature, ({ params, body, caller }) => stops.lift(params.id, body.signature, caller))
}
