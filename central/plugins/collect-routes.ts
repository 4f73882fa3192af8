import type { FastifyInstance } from 'fastify'
import type { Access, Endpoint } from '#contract/http/endpoint.ts'
import type { Role } from '#contract/role.ts'

/** A route as the service knows it; one that is not bound by an endpoint has no schemas. */
export interface ServedRoute {
  readonly method: string
  readonly url: string
  readonly access: Access | undefined
  readonly roles: readonly Role[] | undefined
  readonly endpoint: Endpoint | undefined
}

/**
 * Every route that is registered from now on, so that none can be forgotten. The `HEAD` that Fastify adds to each `GET`
 * is left out.
 */
export function collectRoutes(app: FastifyInstance): readonly ServedRoute[] {
  const routes: ServedRoute[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      const isAdded = one === 'HEAD' && routes.some((route) => route.url === url && route.method === 'GET')
      if (isAdded) continue
      const { access, roles, endpoint } = config ?? {}
      routes.push({ method: one, url, access, roles, endpoint })
    }
  })
  return routes
}
