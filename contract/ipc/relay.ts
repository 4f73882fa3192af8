/** A channel that asks one endpoint as the logged-in user and does nothing else. */

import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { type Channel, channel } from '#contract/ipc/channel.ts'

type PartOf<E extends Endpoint, Part extends 'params' | 'body'> = E['schema'][Part] extends z.ZodType
  ? { readonly [P in Part]: E['schema'][Part] }
  : Record<never, never>

/** The endpoint's parameters and body under their names; the answer is the endpoint's. */
export interface Relay<E extends Endpoint>
  extends Channel<z.ZodObject<PartOf<E, 'params'> & PartOf<E, 'body'>, z.core.$strict>, E['schema']['response'][200]> {
  readonly endpoint: E
}

export function relay<const E extends Endpoint>(name: Relay<E>['name'], endpoint: E): Relay<E> {
  const { params, body, response } = endpoint.schema
  const input = z.strictObject({ ...(params && { params }), ...(body && { body }) })
  const shapes = { roles: ['app'] as const, input: input as unknown as Relay<E>['input'], output: response[200] }
  return { ...channel(name, shapes), endpoint } as Relay<E>
}
