/** Who asks: before a body is read, each route's access is checked and the caller put on the request. */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CandidateService } from '#central/admission/candidate-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import {
  type CandidateCaller,
  entryOf,
  type Peer,
  type SessionCaller,
  type WorkstationCaller,
} from '#central/caller.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import { plainAddress } from '#central/workstations/address-range.ts'
import type { ProofService } from '#central/workstations/proof-service.ts'
import type { WorkstationService } from '#central/workstations/workstation-service.ts'
import { AppError } from '#contract/failure.ts'
import { type Access, type Endpoint, idleHeader } from '#contract/http/endpoint.ts'
import { type Role, roles } from '#contract/role.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call; a route without it is refused to everybody. */
    access?: Access
    /** What the route was bound by. */
    endpoint?: Endpoint
    /** Whom a route of logged-in users answers. */
    roles?: readonly Role[]
    /** Whether it answers while the session is locked. */
    answersLocked?: boolean
    /** Whether it answers while the password is due. */
    answersPasswordDue?: boolean
  }
  interface FastifyRequest {
    caller: Peer | WorkstationCaller | CandidateCaller | SessionCaller | undefined
  }
}

export interface CallerDependencies {
  /** Origin under which clients know the service; proofs name it. */
  readonly publicOrigin: () => string
  readonly proofs: ProofService
  readonly workstations: WorkstationService
  readonly sessions: SessionService
  readonly candidates: Pick<CandidateService, 'resume'>
  readonly audit: AuditService
}

export function identifyCallers(
  app: FastifyInstance,
  { publicOrigin, proofs, workstations, sessions, candidates, audit }: CallerDependencies,
): void {
  app.decorateRequest('caller', undefined)

  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config
    if (request.is404 || access === 'anyone') return
    reply.header('DPoP-Nonce', await proofs.nonce())
    if (access === undefined) throw new AppError('forbidden', 'This address is closed.')
    await identify(request, access)
  })

  /** Puts on the request as much as is known at each step, so that a refusal on the way can say who was refused. */
  async function identify(request: FastifyRequest, access: Exclude<Access, 'anyone'>): Promise<void> {
    const token = access === 'session' || access === 'candidate' ? bearerOf(request) : undefined
    const peer = await provenPeer(request, token)
    request.caller = peer
    if (access === 'device') return

    const workstation = await workstations.identify(peer)
    request.caller = workstation
    if (token === undefined) return
    if (access === 'candidate') {
      request.caller = await candidates.resume(token, workstation)
      return
    }

    const caller = await sessions.resume(token, workstation, idleSecondsOf(request))
    request.caller = caller
    await refuseUnanswered(request, caller)
  }

  /** While the session is locked or the password due, and to users of other roles. */
  async function refuseUnanswered(request: FastifyRequest, caller: SessionCaller): Promise<void> {
    const { config } = request.routeOptions
    if (caller.session.isLocked && !config.answersLocked) {
      await recordRefusal(request, caller, { reason: 'session-locked' })
      throw new AppError('session-locked', 'The session is locked.')
    }
    if (caller.session.isPasswordDue && !config.answersPasswordDue) {
      await recordRefusal(request, caller, { reason: 'password-due' })
      throw new AppError('password-change-required', 'The password must be changed first.')
    }
    if (!config.roles?.includes(caller.user.role)) {
      await recordRefusal(request, caller, { role: caller.user.role })
      throw new AppError('forbidden', 'This is not for users of this role.')
    }
    if (mayUse(config.roles, caller)) return
    await recordRefusal(request, caller, { reason: 'rights-lapsed' })
    throw new AppError('rights-lapsed', 'The rights of this user have lapsed.')
  }

  async function recordRefusal(request: FastifyRequest, caller: SessionCaller, facts: { [name: string]: string }) {
    const { url = 'unknown' } = request.routeOptions
    const entry = { object: url, facts: { ...facts, method: request.method } }
    await audit.recordAlone(entryOf('access.refused', caller, entry))
  }

  async function provenPeer(request: FastifyRequest, token: string | undefined): Promise<Peer> {
    const address = plainAddress(request.ip)
    const [path = '/'] = request.raw.url?.split('?') ?? []
    const { thumbprint, publicKey } = await proofs.verify({
      proofs: headersNamed(request, 'dpop'),
      method: request.method,
      url: publicOrigin() + path,
      token,
      address,
    })
    return { address, deviceThumbprint: thumbprint, publicKey }
  }
}

/**
 * What is for everybody needs no rights. An officer's query is decided all the same, so that the refusal names every
 * reason; nobody else does anything without rights.
 */
function mayUse(allowed: readonly Role[], { user }: SessionCaller): boolean {
  return user.hasRights || user.role === 'query-officer' || roles.every((role) => allowed.includes(role))
}

function bearerOf(request: FastifyRequest): string {
  const [, token] = /^DPoP ([\w-]{43})$/.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) throw new AppError('session-ended', 'The request carries no session.')
  return token
}

/** How long the user has done nothing, as the client says; `undefined`: it does not say. */
function idleSecondsOf({ headers }: FastifyRequest): number | undefined {
  const value = headers[idleHeader]
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : undefined
}

/** Every header of this name as it came in; Node joins repeated ones, which would hide a second proof. */
function headersNamed({ raw }: FastifyRequest, name: string): string[] {
  return raw.rawHeaders.filter((_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name)
}
