import { Operation, OperationChallenge } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { roles } from '#contract/role.ts'

/** Asks for the challenge of an operation the caller is about to carry out; good once and for a few minutes. */
export const postChallenge = {
  method: 'POST',
  url: '/challenges',
  access: 'session',
  roles: roles.filter((role) => role !== 'query-officer'),
  schema: { body: Operation, response: { 200: OperationChallenge } },
} as const satisfies Endpoint
