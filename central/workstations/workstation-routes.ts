import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getEnrolment, postEnrolment, postMovedProfile } from '#contract/http/identity.ts'
import { getSelfTest } from '#contract/http/self-test.ts'
import { getWorkstationKey, postWorkstationKey } from '#contract/http/workstation-key.ts'
import type { KeyService } from './key-service.ts'
import type { SelfTestService } from './self-test-service.ts'
import type { WorkstationService } from './workstation-service.ts'

export function workstationRoutes(
  app: FastifyInstance,
  {
    workstations,
    workstationKeys,
    selfTest,
  }: { workstations: WorkstationService; workstationKeys: KeyService; selfTest: SelfTestService },
): void {
  serve(app, getEnrolment, ({ caller }) => workstations.stateOf(caller))
  serve(app, getSelfTest, ({ caller }) => selfTest.viewOf(caller))
  serve(app, getWorkstationKey, ({ caller }) => workstationKeys.standing(caller))
  serve(app, postWorkstationKey, ({ body, caller }) => workstationKeys.change(body.handover, caller))
  serve(app, postMovedProfile, async ({ body, caller }) => {
    await workstations.noteMovedProfile(caller, body.workstationNumber)
    return {}
  })
  serve(app, postEnrolment, ({ body, caller }) => workstations.enrol(caller, body))
}
