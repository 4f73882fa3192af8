/** Every failure leaves as a `Failure` with the status of its code; what was not foreseen is logged and says nothing. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf } from '#central/caller.ts'
import { ProofError } from '#central/workstations/proof-service.ts'
import { AppError, type FailureCode, toFailure } from '#contract/failure.ts'

/** A new code does not compile until it has a status. */
const statusOf = {
  'invalid-input': 400,
  'too-large': 413,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  'proof-required': 401,
  'proof-refused': 401,
  'workstation-unknown': 403,
  'workstation-pending': 403,
  'workstation-revoked': 403,
  'workstation-quarantined': 403,
  'hardware-changed': 403,
  'profile-rolled-back': 403,
  'second-person-required': 403,
  'not-impartial': 403,
  'address-not-bound': 403,
  'enrolment-refused': 403,
  'enrolment-file-refused': 400,
  // Upgrade Required (RFC 9110 section 15.5.22).
  'build-refused': 426,
  'credentials-refused': 401,
  'code-used': 401,
  'codes-refused': 422,
  'password-refused': 422,
  'password-change-required': 403,
  'signature-refused': 403,
  'no-signing-token': 409,
  'institution-in-use': 409,
  'institution-closed': 409,
  'employee-elsewhere': 409,
  'file-altered': 422,
  'table-unreadable': 422,
  'user-not-active': 409,
  'rights-lapsed': 403,
  'admission-refused': 401,
  'attempts-used-up': 409,
  'bank-too-small': 409,
  'paper-over': 409,
  'test-not-passed': 409,
  'return-not-due': 409,
  'decision-refused': 403,
  'session-ended': 401,
  'session-locked': 423,
  'export-refused': 403,
  'file-not-written': 500,
  'scan-unreadable': 422,
  'scan-altered': 422,
  'scan-oversized': 422,
  'scan-active': 422,
  'scan-locked': 422,
  'scan-disguised': 422,
  'bureau-unavailable': 503,
  'queries-stopped': 503,
  'report-not-ready': 409,
  'viewing-over': 410,
  'openings-used-up': 410,
  'capture-refused': 403,
  'log-unavailable': 503,
  'log-proof-refused': 500,
  'log-untrusted': 500,
  'keychain-unavailable': 500,
  'keychain-changed': 500,
  offline: 503,
  'service-untrusted': 500,
  unexpected: 500,
} as const satisfies Record<FailureCode, number>

/** Requests refused for their form are entries of the log when a logged-in user made them. */
const recorded: ReadonlySet<FailureCode> = new Set(['invalid-input', 'too-large'])

export function answerFailures(app: FastifyInstance, audit: AuditService): void {
  app.setErrorHandler(async (thrown: FastifyError, request, reply) => {
    const error = foreseen(thrown)
    await recordRefusal(error, request)
    await sendFailure(error, reply)
    if (!(error instanceof AppError))
      request.log.error({ event: 'request-failed', err: thrown, method: request.method, route: routeOf(request) })
  })
  app.setNotFoundHandler((_request, reply) =>
    sendFailure(new AppError('not-found', 'There is no such address.'), reply),
  )

  async function recordRefusal(error: unknown, request: FastifyRequest): Promise<void> {
    const { caller } = request
    if (!(error instanceof AppError) || !recorded.has(error.code) || !caller || !('session' in caller)) return
    const facts = { reason: error.code, method: request.method, fields: [...error.fields] }
    await audit.recordAlone(entryOf('request.refused', caller, { object: routeOf(request), facts }))
  }
}

/** Writes a failure; a request without nonce hears which one to use (RFC 9449 section 8). */
export async function sendFailure(error: unknown, reply: FastifyReply): Promise<void> {
  const failure = toFailure(error)
  if (failure.code === 'proof-required') reply.header('WWW-Authenticate', 'DPoP error="use_dpop_nonce"')
  if (failure.code === 'build-refused') reply.header('Upgrade', 'credit-query-workstation')
  await reply.status(statusOf[failure.code]).send(failure)
}

function foreseen(error: FastifyError): unknown {
  if (error instanceof AppError) return error
  if (error instanceof ProofError) {
    // An old nonce is answered with the new one, as RFC 9449 section 8.2 has it; it is written into the log all the same.
    const isNonce = error.refusal === 'nonce-missing' || error.refusal === 'nonce-expired'
    const code = isNonce ? 'proof-required' : 'proof-refused'
    return new AppError(code, `The proof of possession was refused: ${error.refusal}.`)
  }
  if (error.statusCode === 413) return new AppError('too-large', 'The request is too large.')
  // Bodies that are no JSON, of another media type, or cut short.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new AppError('invalid-input', 'The request could not be read.')
  }
  return error
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown'
}
