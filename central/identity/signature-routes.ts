import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postChallenge } from '#contract/http/approval.ts'
import type { SignatureService } from './signature-service.ts'

export function signatureRoutes(app: FastifyInstance, signatures: SignatureService): void {
  serve(app, postChallenge, ({ body, caller }) => signatures.challenge(body, caller))
}
