import * as z from 'zod'
import {
  Circular,
  CircularDraft,
  CircularId,
  CircularPublication,
  CircularRow,
  Month,
  OpenedCircular,
  Receipt,
  ReceivedCircular,
  SecurityMonth,
  WithdrawalReason,
} from '#contract/circular.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles, roles } from '#contract/role.ts'

const OneCircular = z.strictObject({ id: CircularId })
const Done = z.strictObject({})

/** What was issued in the caller's subtree or has readers in it; newest first. */
export const getCirculars = {
  method: 'GET',
  url: '/circulars',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(CircularRow) } },
} as const satisfies Endpoint

export const getCircular = {
  method: 'GET',
  url: '/circulars/:id',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneCircular, response: { 200: Circular } },
} as const satisfies Endpoint

/** Readers in the caller's subtree and what they did. */
export const getReceipts = {
  method: 'GET',
  url: '/circulars/:id/receipts',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneCircular, response: { 200: z.array(Receipt) } },
} as const satisfies Endpoint

/** Keeps a draft of the caller's institution; the last text counts. */
export const postCircularDraft = {
  method: 'POST',
  url: '/circulars',
  access: 'session',
  roles: administratorRoles,
  schema: { body: CircularDraft, response: { 200: Done } },
} as const satisfies Endpoint

export const postCircularDiscard = {
  method: 'POST',
  url: '/circulars/:id/discard',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneCircular, response: { 200: Done } },
} as const satisfies Endpoint

/** Publishes a draft as it was kept last: whoever it is for has it within two seconds. Safe to repeat. */
export const postCircularPublication = {
  method: 'POST',
  url: '/circulars/:id/publication',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneCircular, body: CircularPublication, response: { 200: Circular } },
} as const satisfies Endpoint

export const postCircularWithdrawal = {
  method: 'POST',
  url: '/circulars/:id/withdrawal',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneCircular, body: z.strictObject({ reason: WithdrawalReason }), response: { 200: Circular } },
} as const satisfies Endpoint

/** The last twelve months and their security circulars. */
export const getSecurityMonths = {
  method: 'GET',
  url: '/security-circulars',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(SecurityMonth) } },
} as const satisfies Endpoint

/** Writes a month's figures into a draft that a person edits and publishes; the one that is there when there is one. */
export const postSecurityDraft = {
  method: 'POST',
  url: '/security-circulars/:month/draft',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: z.strictObject({ month: Month }), response: { 200: Circular } },
} as const satisfies Endpoint

/** Circulars for the caller himself, newest first. */
export const getReceivedCirculars = {
  method: 'GET',
  url: '/received-circulars',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(ReceivedCircular) } },
} as const satisfies Endpoint

/** Opens one of them; that it was opened shows to its sender. */
export const postCircularOpening = {
  method: 'POST',
  url: '/received-circulars/:id/opening',
  access: 'session',
  roles,
  schema: { params: OneCircular, response: { 200: OpenedCircular } },
} as const satisfies Endpoint

/** The reader says that he has read it; safe to repeat. */
export const postReceipt = {
  method: 'POST',
  url: '/received-circulars/:id/receipt',
  access: 'session',
  roles,
  schema: { params: OneCircular, response: { 200: Done } },
} as const satisfies Endpoint
