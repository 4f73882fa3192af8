/** Binds an endpoint of the contract to its answer: schemas in, schemas out, the caller typed by the endpoint's access. */

import type { FastifyInstance } from 'fastify'
import type * as z from 'zod'
import type { CandidateCaller, Peer, SessionCaller, WorkstationCaller } from '#central/caller.ts'
import { parseInput } from '#contract/failure.ts'
import { type Endpoint, sealedPageMediaType } from '#contract/http/endpoint.ts'

interface CallerOf {
  readonly anyone: undefined
  readonly device: Peer
  readonly workstation: WorkstationCaller
  readonly candidate: CandidateCaller
  readonly session: SessionCaller
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface EndpointRequest<E extends Endpoint> {
  readonly params: Parsed<E['schema']['params']>
  readonly body: Parsed<E['schema']['body']>
  readonly caller: CallerOf[E['access']]
  /** The other end of the connection, and what it sent besides; for endpoints that anyone may call. */
  readonly address: string
  readonly authorization: string | undefined
}

export function serve<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  answer: (request: EndpointRequest<E>) => Promise<z.input<E['schema']['response'][200]>>,
): void {
  const { method, url, access, roles, schema, bodyLimitBytes } = endpoint
  const { answersLocked = false, answersPasswordDue = answersLocked } = endpoint
  app.route({
    method,
    url,
    config: { access, answersLocked, answersPasswordDue, endpoint, ...(roles && { roles }) },
    ...(bodyLimitBytes && { bodyLimit: bodyLimitBytes }),
    handler: async (request, reply) => {
      const params = schema.params && parseInput(schema.params, request.params)
      const body = schema.body && parseInput(schema.body, request.body)
      const answered: unknown = schema.response[200].parse(
        await answer({
          params,
          body,
          caller: request.caller,
          address: request.ip,
          authorization: request.headers.authorization,
        } as EndpointRequest<E>),
      )
      reply.header('Cache-Control', 'no-store')
      if (answered instanceof Uint8Array)
        return reply.type(sealedPageMediaType).send(Buffer.from(answered.buffer, answered.byteOffset, answered.length))
      return reply.send(answered)
    },
  })
}
