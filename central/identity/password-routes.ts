import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postInitialPassword, postPassword } from '#contract/http/password.ts'
import type { PasswordService } from './password-service.ts'

export function passwordRoutes(app: FastifyInstance, passwords: PasswordService): void {
  serve(app, postPassword, async ({ body, caller }) => {
    await passwords.change(body, caller)
    return {}
  })
  serve(app, postInitialPassword, ({ params, caller }) => passwords.issueInitial(params.employeeId, caller))
}
