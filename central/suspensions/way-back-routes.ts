import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getSuspendedUsers, postReturnReview, postSuspensionLift } from '#contract/http/way-back.ts'
import type { WayBackService } from './way-back-service.ts'

export function wayBackRoutes(app: FastifyInstance, wayBack: WayBackService): void {
  serve(app, getSuspendedUsers, ({ caller }) => wayBack.list(caller))
  serve(app, postReturnReview, async ({ params, body, caller }) => {
    await wayBack.review(params.employeeId, body, caller)
    return {}
  })
  serve(app, postSuspensionLift, async ({ params, body, caller }) => {
    await wayBack.lift(params.employeeId, body, caller)
    return {}
  })
}
