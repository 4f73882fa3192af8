/** Server-sent events to a workstation (WHATWG HTML section 9.2). */

import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SessionCaller } from '#central/caller.ts'
import { eventSilenceMs, getEvents } from '#contract/http/events.ts'
import type { EventService } from './event-service.ts'

export function eventRoutes(app: FastifyInstance, events: EventService): void {
  const streams = new Set<ServerResponse>()
  app.route({
    method: getEvents.method,
    url: getEvents.url,
    config: { access: getEvents.access, roles: getEvents.roles, answersLocked: true, answersPasswordDue: true },
    handler: open,
  })
  // A stream would keep a stopping service waiting for ever.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })

  async function open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { raw } = reply
    const headers = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'dpop-nonce': String(reply.getHeader('DPoP-Nonce')),
    }
    reply.hijack()
    raw.writeHead(200, headers)
    raw.write(': open\n\n')
    streams.add(raw)
    const unsubscribe = events.subscribe(request.caller as SessionCaller, (event) => {
      raw.write(`data: ${JSON.stringify(event)}\n\n`)
    })
    const keepAlive = setInterval(() => raw.write(': still here\n\n'), eventSilenceMs / 2)
    raw.once('close', () => {
      clearInterval(keepAlive)
      unsubscribe()
      streams.delete(raw)
    })
  }
}
