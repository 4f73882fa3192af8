import type { FastifyInstance } from 'fastify'
import { attachmentRoutes } from '#central/attachments/attachment-routes.ts'
import { circularRoutes } from '#central/circulars/circular-routes.ts'
import { disputeRoutes } from '#central/disputes/dispute-routes.ts'
import { libraryRoutes } from '#central/library/library-routes.ts'
import { meetingRoutes } from '#central/meetings/meeting-routes.ts'
import { publicityRoutes } from '#central/publicity/publicity-routes.ts'
import type { RoutineServices } from './routine-services.ts'

export function routineRoutes(app: FastifyInstance, services: RoutineServices): void {
  attachmentRoutes(app, services.attachmentReading)
  disputeRoutes(app, services.disputes)
  circularRoutes(app, services)
  meetingRoutes(app, services.meetings)
  libraryRoutes(app, services.library)
  publicityRoutes(app, services.publicity)
}
