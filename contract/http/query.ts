import * as z from 'zod'
import { Business } from '#contract/business.ts'
import { Consent, ConsentRegistration, revocationCauses } from '#contract/consent.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { Allowance, Query, QueryRequest } from '#contract/query.ts'
import { BusinessReference, ConsentId, QueryId } from '#contract/values.ts'

/** The business behind a query, when it belongs to the officer's institution. */
export const getBusiness = {
  method: 'GET',
  url: '/businesses/:reference',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: z.strictObject({ reference: BusinessReference }), response: { 200: Business } },
} as const satisfies Endpoint

/** Registers a consent whose scans have been uploaded; safe to repeat with the same id. */
export const postConsent = {
  method: 'POST',
  url: '/consents',
  access: 'session',
  roles: ['query-officer'],
  schema: { body: ConsentRegistration, response: { 200: Consent } },
} as const satisfies Endpoint

/** Consents of one business, newest first. */
export const getConsents = {
  method: 'GET',
  url: '/businesses/:reference/consents',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: z.strictObject({ reference: BusinessReference }), response: { 200: z.array(Consent) } },
} as const satisfies Endpoint

/** A consent that no longer holds, at once; nothing happens when it was revoked before. */
export const postConsentRevocation = {
  method: 'POST',
  url: '/consents/:id/revocation',
  access: 'session',
  roles: ['query-officer', 'institution-administrator'],
  schema: {
    params: z.strictObject({ id: ConsentId }),
    body: z.strictObject({ cause: z.enum(revocationCauses) }),
    response: { 200: Consent },
  },
} as const satisfies Endpoint

/** Decides a query and, when allowed, asks the bureau once; safe to repeat with the same id. */
export const postQuery = {
  method: 'POST',
  url: '/queries',
  access: 'session',
  roles: ['query-officer'],
  schema: { body: QueryRequest, response: { 200: Query } },
} as const satisfies Endpoint

/** The officer's own queries of today, and older ones whose report can still be opened; newest first. */
export const getQueries = {
  method: 'GET',
  url: '/queries',
  access: 'session',
  roles: ['query-officer'],
  schema: { response: { 200: z.array(Query) } },
} as const satisfies Endpoint

export const getQuery = {
  method: 'GET',
  url: '/queries/:id',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: z.strictObject({ id: QueryId }), response: { 200: Query } },
} as const satisfies Endpoint

export const getAllowance = {
  method: 'GET',
  url: '/allowance',
  access: 'session',
  roles: ['query-officer'],
  schema: { response: { 200: Allowance } },
} as const satisfies Endpoint
