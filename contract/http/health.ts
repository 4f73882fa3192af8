import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'

export const Health = z.strictObject({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  database: z.enum(['ok', 'down']),
  /** `stalled`: entries wait and nothing has been sequenced for a while; reports cannot be read then. */
  log: z.enum(['ok', 'stalled']),
})
export type Health = z.output<typeof Health>

/** For load balancers and for IT; says nothing about people. */
export const getHealth = {
  method: 'GET',
  url: '/health',
  access: 'anyone',
  schema: { response: { 200: Health } },
} as const satisfies Endpoint
