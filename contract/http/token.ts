import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import {
  EnrolledToken,
  EnrolmentOrder,
  ImportedTokens,
  PskcImport,
  ResyncRequest,
  Revocation,
  TokenOverview,
  TokenUse,
  TwoCodes,
} from '#contract/token.ts'
import { EmployeeId } from '#contract/values.ts'

const Nothing = z.strictObject({})
const ById = z.strictObject({ id: z.uuid() })

/** The user's own token, from the log-in screen. */
export const postOwnResync = {
  method: 'POST',
  url: '/tokens/own/resync',
  access: 'workstation',
  schema: { body: ResyncRequest, response: { 200: Nothing } },
} as const satisfies Endpoint

/** Users and tokens of the caller's subtree. */
export const getTokens = {
  method: 'GET',
  url: '/tokens',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: TokenOverview } },
} as const satisfies Endpoint

/** Makes a token to be scanned; it counts after {@link postTokenConfirmation}. */
export const postTokenEnrolment = {
  method: 'POST',
  url: '/tokens',
  access: 'session',
  roles: administratorRoles,
  schema: { body: EnrolmentOrder, response: { 200: EnrolledToken } },
} as const satisfies Endpoint

/** Two codes in a row show that the right token holds the seed; the one before it is revoked. */
export const postTokenConfirmation = {
  method: 'POST',
  url: '/tokens/:id/confirmation',
  access: 'session',
  roles: administratorRoles,
  schema: { params: ById, body: TwoCodes, response: { 200: Nothing } },
} as const satisfies Endpoint

export const postTokenImport = {
  method: 'POST',
  url: '/token-imports',
  access: 'session',
  roles: administratorRoles,
  schema: { body: PskcImport, response: { 200: ImportedTokens } },
} as const satisfies Endpoint

/** Gives a token of the stock to a user. */
export const postTokenAssignment = {
  method: 'POST',
  url: '/tokens/:id/assignment',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: ById,
    body: z.strictObject({ employeeId: EmployeeId, use: TokenUse }),
    response: { 200: Nothing },
  },
} as const satisfies Endpoint

/** `lost`: every token of the user is revoked, and two administrators must see the person before there is a new one. */
export const postTokenRevocation = {
  method: 'POST',
  url: '/tokens/:id/revocation',
  access: 'session',
  roles: administratorRoles,
  schema: { params: ById, body: z.strictObject({ reason: Revocation }), response: { 200: Nothing } },
} as const satisfies Endpoint

/** Two codes of a token that is far out of step; a second administrator lets them count. */
export const postTokenResync = {
  method: 'POST',
  url: '/tokens/:id/resync',
  access: 'session',
  roles: administratorRoles,
  schema: { params: ById, body: TwoCodes, response: { 200: Nothing } },
} as const satisfies Endpoint

export const postResyncApproval = {
  method: 'POST',
  url: '/token-resyncs/:id/approval',
  access: 'session',
  roles: administratorRoles,
  schema: { params: ById, body: z.strictObject({ signature: Signature }), response: { 200: Nothing } },
} as const satisfies Endpoint

/** One of the two administrators has seen the person; the second one's signature brings him back. */
export const postIdentityCheck = {
  method: 'POST',
  url: '/users/:employeeId/identity-check',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ employeeId: EmployeeId }),
    body: z.strictObject({ signature: Signature }),
    response: { 200: Nothing },
  },
} as const satisfies Endpoint
