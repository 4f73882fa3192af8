import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getCheckerStatistics,
  getItemChecks,
  getItemPage,
  getReturnedItems,
  postItemCompletion,
  postItemTake,
  postItemVerdict,
  postNextItems,
} from '#contract/http/item-check.ts'
import type { CompletionService } from './completion-service.ts'
import type { ItemCheckService } from './item-check-service.ts'

interface Parts {
  readonly checks: ItemCheckService
  readonly completions: CompletionService
}

export function itemCheckRoutes(app: FastifyInstance, { checks, completions }: Parts): void {
  serve(app, postNextItems, ({ body, caller }) => checks.next(body, caller))
  serve(app, postItemTake, ({ params, caller }) => checks.take(params.id, caller))
  serve(app, getItemPage, ({ params, caller }) => checks.page(params.id, params.page, caller))
  serve(app, postItemVerdict, async ({ params, body, caller }) => {
    await checks.decide(params.id, body, caller)
    return {}
  })
  serve(app, getItemChecks, ({ caller }) => checks.list(caller))
  serve(app, getCheckerStatistics, ({ caller }) => checks.statistics(caller))
  serve(app, getReturnedItems, ({ caller }) => completions.listReturned(caller))
  serve(app, postItemCompletion, async ({ params, body, caller }) => {
    await completions.complete(params.id, body.scans, caller)
    return {}
  })
}
