import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { roles } from '#contract/role.ts'

/**
 * What the service tells a workstation unasked, one JSON value an event.
 * `session-changed`: the session may be over, or the workstation may no longer speak from here; ask to find out.
 * `query-stop-changed`: queries were stopped where the user works, or may go on.
 * `to-do-changed`: something waits for the administrators of the user's institution, or waits no more.
 */
export const ServiceEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('session-changed') }),
  z.strictObject({ type: z.literal('to-do-changed') }),
  z.strictObject({ type: z.literal('query-stop-changed') }),
])
export type ServiceEvent = z.output<typeof ServiceEvent>

/** A comment line comes at least this often; a longer silence is a lost line. */
export const eventSilenceMs = 10_000

/** A stream of events (`text/event-stream`, WHATWG HTML section 9.2), open as long as the session is. */
export const getEvents = {
  method: 'GET',
  url: '/events',
  access: 'session',
  roles,
  answersLocked: true,
  schema: { response: { 200: ServiceEvent } },
} as const satisfies Endpoint
