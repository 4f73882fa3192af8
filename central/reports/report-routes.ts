import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getMarkedViewing,
  getSealedPage,
  postExtractionAttempt,
  postPageView,
  postViewing,
  postViewingEnd,
} from '#contract/http/viewing.ts'
import type { ReportService } from './report-service.ts'

export function reportRoutes(app: FastifyInstance, reports: ReportService): void {
  serve(app, postViewing, ({ body, caller }) => reports.open(body, caller))
  serve(
    app,
    getSealedPage,
    async ({ params, caller }) => new Uint8Array(await reports.sealedPage(params.id, params.page, caller)),
  )
  serve(app, postPageView, ({ params, body, caller }) =>
    reports.releaseKey(params.id, { page: params.page, knownSize: body.knownSize }, caller),
  )
  serve(app, postExtractionAttempt, async ({ params, body, caller }) => {
    await reports.recordAttempt(params.id, body.attempt, caller)
    return {}
  })
  serve(app, getMarkedViewing, ({ params, caller }) => reports.nameViewing(params.viewId, caller))
  serve(app, postViewingEnd, async ({ params, body, caller }) => {
    await reports.end(params.id, body.ending, caller)
    return {}
  })
}
