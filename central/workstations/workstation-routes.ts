import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getEnrolment, postEnrolment } from '#contract/http/identity.ts'
import type { WorkstationService } from './workstation-service.ts'

export function workstationRoutes(app: FastifyInstance, workstations: WorkstationService): void {
  serve(app, getEnrolment, ({ caller }) => workstations.stateOf(caller))
  serve(app, postEnrolment, ({ body, caller }) => workstations.enrol(caller, body))
}
