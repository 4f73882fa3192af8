import * as z from 'zod'
import {
  AccountabilityCase,
  AccountabilityId,
  AccountabilityStepRequest,
  NewAccountabilityCase,
} from '#contract/accountability.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'

/** Of the caller's subtree; those that are due first come first. */
export const getAccountabilityCases = {
  method: 'GET',
  url: '/accountability-cases',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(AccountabilityCase) } },
} as const satisfies Endpoint

/** Opens a case for a confirmed incident; safe to repeat with the same id. */
export const postAccountabilityCase = {
  method: 'POST',
  url: '/accountability-cases',
  access: 'session',
  roles: administratorRoles,
  schema: { body: NewAccountabilityCase, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

export const postAccountabilityStep = {
  method: 'POST',
  url: '/accountability-cases/:id/steps',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ id: AccountabilityId }),
    body: AccountabilityStepRequest,
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint
