import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getEnrolment, postEnrolment } from '#contract/http/identity.ts'
import { getSelfTest } from '#contract/http/self-test.ts'
import type { SelfTestService } from './self-test-service.ts'
import type { WorkstationService } from './workstation-service.ts'

export function workstationRoutes(
  app: FastifyInstance,
  { workstations, selfTest }: { workstations: WorkstationService; selfTest: SelfTestService },
): void {
  serve(app, getEnrolment, ({ caller }) => workstations.stateOf(caller))
  serve(app, getSelfTest, ({ caller }) => selfTest.viewOf(caller))
  serve(app, postEnrolment, ({ body, caller }) => workstations.enrol(caller, body))
}
