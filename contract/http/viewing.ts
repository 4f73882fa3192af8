import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { LogSize } from '#contract/log-growth.ts'
import { ViewingId } from '#contract/values.ts'
import {
  ExtractionAttempt,
  MarkedViewing,
  PageKey,
  ViewId,
  Viewing,
  ViewingEnding,
  ViewingRequest,
} from '#contract/viewing.ts'

const PageOfViewing = z.strictObject({ id: ViewingId, page: z.coerce.number().int().min(1).max(99) })

export const postViewing = {
  method: 'POST',
  url: '/viewings',
  access: 'session',
  roles: ['query-officer'],
  schema: { body: ViewingRequest, response: { 200: Viewing } },
} as const satisfies Endpoint

/** The sealed page: 12 bytes nonce, AES-256-GCM ciphertext, 16 bytes tag. Useless without its key. */
export const getSealedPage = {
  method: 'GET',
  url: '/viewings/:id/pages/:page',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: PageOfViewing, response: { 200: z.instanceof(Uint8Array) } },
} as const satisfies Endpoint

/**
 * Records that the page is being looked at and gives its key with the log's receipt; `log-unavailable` when none comes.
 * `knownSize`: entries of the last checkpoint that the workstation has seen; 0 for none.
 */
export const postPageView = {
  method: 'POST',
  url: '/viewings/:id/pages/:page/views',
  access: 'session',
  roles: ['query-officer'],
  schema: {
    params: PageOfViewing,
    body: z.strictObject({ knownSize: LogSize.default(0) }),
    response: { 200: PageKey },
  },
} as const satisfies Endpoint

export const postViewingEnd = {
  method: 'POST',
  url: '/viewings/:id/end',
  access: 'session',
  roles: ['query-officer'],
  schema: {
    params: z.strictObject({ id: ViewingId }),
    body: z.strictObject({ ending: ViewingEnding }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint

/** Records that somebody tried to take the report out of its window. */
export const postExtractionAttempt = {
  method: 'POST',
  url: '/viewings/:id/attempts',
  access: 'session',
  roles: ['query-officer'],
  schema: {
    params: z.strictObject({ id: ViewingId }),
    body: z.strictObject({ attempt: ExtractionAttempt }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint

/** Names the viewing whose pages carried this invisible mark; the question is recorded. */
export const getMarkedViewing = {
  method: 'GET',
  url: '/view-ids/:viewId',
  access: 'session',
  roles: ['auditor', 'head-office-administrator'],
  schema: { params: z.strictObject({ viewId: ViewId }), response: { 200: MarkedViewing } },
} as const satisfies Endpoint
