import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getQueryTimeline, postLogSearch } from '#contract/http/log-search.ts'
import type { LogSearchService } from './log-search-service.ts'

export function logSearchRoutes(app: FastifyInstance, logSearch: LogSearchService): void {
  serve(app, postLogSearch, ({ body, caller }) => logSearch.search(body, caller))
  serve(app, getQueryTimeline, ({ params, caller }) => logSearch.timeline(params.id, caller))
}
