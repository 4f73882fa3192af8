import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getUserChanges,
  getUsers,
  postRightsConfirmation,
  postUserRights,
  postUserStop,
  postUserSuspension,
} from '#contract/http/user.ts'
import type { UserAdministrationService } from './user-administration-service.ts'

export function userAdministrationRoutes(app: FastifyInstance, users: UserAdministrationService): void {
  serve(app, getUsers, ({ caller }) => users.list(caller))
  serve(app, getUserChanges, async ({ params, caller }) =>
    (await users.changesOf(params.employeeId, caller)).map((change) => ({
      ...change,
      changedAt: change.changedAt.toISOString(),
    })),
  )
  serve(app, postUserRights, async ({ params, body, caller }) => {
    await users.setRights(params.employeeId, body, caller)
    return {}
  })
  serve(app, postUserSuspension, async ({ params, body, caller }) => {
    await users.suspend(params.employeeId, body, caller)
    return {}
  })
  serve(app, postUserStop, async ({ params, body, caller }) => {
    await users.stop(params.employeeId, body, caller)
    return {}
  })
  serve(app, postRightsConfirmation, async ({ body, caller }) => {
    await users.confirm(body, caller)
    return {}
  })
}
