import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { LogGrowth, LogSize } from '#contract/log-growth.ts'

/** Shows that the log of `to` entries begins with the one of `from`; `latest` goes with the checkpoint in the answer. */
export const getLogConsistency = {
  method: 'GET',
  url: '/log/consistency/:from/:to',
  access: 'workstation',
  schema: {
    params: z.strictObject({ from: LogSize, to: z.union([z.literal('latest'), LogSize]) }),
    response: { 200: LogGrowth },
  },
} as const satisfies Endpoint
