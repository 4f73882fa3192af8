import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { LocalEvent, maxEventsAtOnce } from '#contract/local-event.ts'

/** Hands over what happened at the workstation; each event becomes one entry of the log, however often it is sent. */
export const postLocalEvents = {
  method: 'POST',
  url: '/workstations/mine/events',
  access: 'workstation',
  schema: {
    body: z.strictObject({ events: z.array(LocalEvent).min(1).max(maxEventsAtOnce) }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint
