import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getPublicity,
  postPublicity,
  postPublicityCancellation,
  postPublicityReport,
} from '#contract/http/publicity.ts'
import type { PublicityService } from './publicity-service.ts'

export function publicityRoutes(app: FastifyInstance, publicity: PublicityService): void {
  serve(app, getPublicity, ({ caller }) => publicity.list(caller))
  serve(app, postPublicity, ({ body, caller }) => publicity.plan(body, caller))
  serve(app, postPublicityReport, ({ params, body, caller }) => publicity.report(params.id, body, caller))
  serve(app, postPublicityCancellation, ({ params, caller }) => publicity.cancel(params.id, caller))
}
