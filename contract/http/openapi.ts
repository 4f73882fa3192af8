import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'

/** What the service answers, as an OpenAPI 3.1 document made of the contract's own schemas. */
export const getOpenApi = {
  method: 'GET',
  url: '/openapi.json',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: z.record(z.string(), z.unknown()) } },
} as const satisfies Endpoint
