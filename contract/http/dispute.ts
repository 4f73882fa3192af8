import * as z from 'zod'
import { DisputableQuery, Dispute, DisputeId, NewDispute, NewDisputeStep } from '#contract/dispute.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import { BusinessReference } from '#contract/values.ts'

const OneDispute = z.strictObject({ id: DisputeId })

/** An officer's own, an administrator's subtree; what is due first comes first. */
export const getDisputes = {
  method: 'GET',
  url: '/disputes',
  access: 'session',
  roles: ['query-officer', ...administratorRoles],
  schema: { response: { 200: z.array(Dispute) } },
} as const satisfies Endpoint

/** Queries of a business that a dispute can be about: an officer's own, an administrator's subtree. */
export const getDisputableQueries = {
  method: 'GET',
  url: '/disputes/queries/:reference',
  access: 'session',
  roles: ['query-officer', ...administratorRoles],
  schema: { params: z.strictObject({ reference: BusinessReference }), response: { 200: z.array(DisputableQuery) } },
} as const satisfies Endpoint

/** Enters a dispute; safe to repeat with the same id. */
export const postDispute = {
  method: 'POST',
  url: '/disputes',
  access: 'session',
  roles: ['query-officer', ...administratorRoles],
  schema: { body: NewDispute, response: { 200: Dispute } },
} as const satisfies Endpoint

export const postDisputeStep = {
  method: 'POST',
  url: '/disputes/:id/steps',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneDispute, body: NewDisputeStep, response: { 200: Dispute } },
} as const satisfies Endpoint

/** The answer as a letter (PDF), once it has been written; each copy is an entry of the log. */
export const getDisputeLetter = {
  method: 'GET',
  url: '/disputes/:id/letter',
  access: 'session',
  roles: ['query-officer', ...administratorRoles],
  schema: { params: OneDispute, response: { 200: z.instanceof(Uint8Array) } },
} as const satisfies Endpoint
