import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import type { StaffService } from './staff-service.ts'

export function staffRoutes(app: FastifyInstance, staff: StaffService): void {
  serve(app, postStaffFeedTrial, ({ body }) => staff.tryFeed(body.content))
  serve(app, postStaffFeed, ({ body, caller }) => staff.applyFeed(body.content, body.planHash, caller))
}
