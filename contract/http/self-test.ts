import type { Endpoint } from '#contract/http/endpoint.ts'
import { SelfTestView } from '#contract/self-test.ts'

/** How the service sees this PC; answers a PC that is not registered too, so that IT learns which address to bind. */
export const getSelfTest = {
  method: 'GET',
  url: '/self-test',
  access: 'device',
  schema: { response: { 200: SelfTestView } },
} as const satisfies Endpoint
