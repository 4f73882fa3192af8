import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getOwnScore, getUserScore } from '#contract/http/score.ts'
import type { ScoreReadingService } from './score-reading-service.ts'

export function scoreRoutes(app: FastifyInstance, scores: ScoreReadingService): void {
  serve(app, getOwnScore, ({ caller }) => scores.ownOf(caller))
  serve(app, getUserScore, ({ params, caller }) => scores.of(params.employeeId, caller))
}
