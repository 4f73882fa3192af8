import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import * as endpoints from '#contract/http/log-search.ts'
import type { AnomalyService } from './anomaly-service.ts'
import type { LogSearchService } from './log-search-service.ts'
import type { SavedSearchService } from './saved-search-service.ts'

export interface LogSearchServices {
  readonly logSearch: LogSearchService
  readonly anomalies: AnomalyService
  readonly savedSearches: SavedSearchService
}

export function logSearchRoutes(app: FastifyInstance, services: LogSearchServices): void {
  const { logSearch, anomalies, savedSearches } = services
  serve(app, endpoints.postLogSearch, ({ body, caller }) => logSearch.search(body, caller))
  serve(app, endpoints.getQueryTimeline, ({ params, caller }) => logSearch.timeline(params.id, caller))
  serve(app, endpoints.getLogAnomalies, ({ caller }) => anomalies.list(caller))
  serve(app, endpoints.getSavedSearches, ({ caller }) => savedSearches.list(caller))
  serve(app, endpoints.postSavedSearch, ({ body, caller }) => savedSearches.save(body, caller))
  serve(app, endpoints.deleteSavedSearch, ({ params, caller }) => savedSearches.remove(params.id, caller))
}
