import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getAllowance, getQueries, getQuery, postQuery } from '#contract/http/query.ts'
import { postReleasedQuery } from '#contract/http/release.ts'
import type { QueryService } from './query-service.ts'

export function queryRoutes(app: FastifyInstance, queries: QueryService): void {
  serve(app, postQuery, ({ body, caller }) => queries.ask(body, caller))
  serve(app, postReleasedQuery, ({ params, body, caller }) => queries.askReleased(params.id, body.queryId, caller))
  serve(app, getQueries, ({ caller }) => queries.listCurrent(caller))
  serve(app, getQuery, ({ params, caller }) => queries.get(params.id, caller))
  serve(app, getAllowance, ({ caller }) => queries.allowance(caller))
}
