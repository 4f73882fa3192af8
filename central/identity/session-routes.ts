import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import type { HardwareService } from '#central/workstations/hardware-service.ts'
import { deleteSession, getSession, postSession, postSessionLock, postSessionUnlock } from '#contract/http/identity.ts'
import type { SessionService } from './session-service.ts'

export function sessionRoutes(app: FastifyInstance, sessions: SessionService, hardware: HardwareService): void {
  serve(app, postSession, async ({ body: { device, ...request }, caller }) => {
    await hardware.admit(caller, device, request.build?.version)
    return sessions.open(request, caller)
  })
  serve(app, getSession, ({ caller }) => sessions.describe(caller))
  serve(app, postSessionUnlock, ({ body, caller }) => sessions.unlock(body, caller))
  serve(app, postSessionLock, async ({ body, caller }) => {
    await sessions.lock(caller, body.reason)
    return {}
  })
  serve(app, deleteSession, async ({ caller }) => {
    await sessions.close(caller)
    return {}
  })
}
