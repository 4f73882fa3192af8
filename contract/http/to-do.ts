import type { Endpoint } from '#contract/http/endpoint.ts'
import { roles } from '#contract/role.ts'
import { ToDoCounts } from '#contract/to-do.ts'

export const getToDoCounts = {
  method: 'GET',
  url: '/to-do',
  access: 'session',
  roles,
  schema: { response: { 200: ToDoCounts } },
} as const satisfies Endpoint
