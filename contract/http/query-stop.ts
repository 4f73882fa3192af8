import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { QueryStop, StopId, StopInForce, StopReason, StopRequest } from '#contract/query-stop.ts'
import { administratorRoles, roles } from '#contract/role.ts'

const OneStop = z.strictObject({ id: StopId })
const All = z.array(QueryStop)

/** Stops of the caller's subtree and those that cover it from above; newest first. */
export const getQueryStops = {
  method: 'GET',
  url: '/query-stops',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: All } },
} as const satisfies Endpoint

/** What is in force over the caller's institution; for administrators also below it. */
export const getStopsInForce = {
  method: 'GET',
  url: '/query-stops/in-force',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(StopInForce) } },
} as const satisfies Endpoint

/** Proposes a stop; safe to repeat with the same id. */
export const postQueryStop = {
  method: 'POST',
  url: '/query-stops',
  access: 'session',
  roles: administratorRoles,
  schema: { body: StopRequest, response: { 200: All } },
} as const satisfies Endpoint

/** Signed by somebody else than who proposed it; takes effect with the answer. */
export const postStopSignature = {
  method: 'POST',
  url: '/query-stops/:id/signature',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneStop, body: z.strictObject({ signature: Signature }), response: { 200: All } },
} as const satisfies Endpoint

/** Withdraws a proposed stop, or a proposed lifting. */
export const deleteStopProposal = {
  method: 'DELETE',
  url: '/query-stops/:id/proposal',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneStop, response: { 200: All } },
} as const satisfies Endpoint

export const postLifting = {
  method: 'POST',
  url: '/query-stops/:id/lifting',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneStop, body: z.strictObject({ reason: StopReason }), response: { 200: All } },
} as const satisfies Endpoint

/** Signed by somebody else than who proposed the lifting. */
export const postLiftingSignature = {
  method: 'POST',
  url: '/query-stops/:id/lifting/signature',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneStop, body: z.strictObject({ signature: Signature }), response: { 200: All } },
} as const satisfies Endpoint
