import type { FastifyInstance } from 'fastify'

/** One line a request: method, route pattern, status, time. Never the address with its parameters. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'unknown' } = request.routeOptions
    const durationMs = Math.round(reply.elapsedTime)
    request.log.info({ event: 'request', method: request.method, route, statusCode: reply.statusCode, durationMs })
  })
}
