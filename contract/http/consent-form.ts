import * as z from 'zod'
import { ConsentForm, ConsentFormDraft } from '#contract/consent-form.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { ConsentFormId } from '#contract/values.ts'

/** Prepares a form for signature; safe to repeat with the same id. */
export const postConsentForm = {
  method: 'POST',
  url: '/consent-forms',
  access: 'session',
  roles: ['query-officer'],
  schema: { body: ConsentFormDraft, response: { 200: z.strictObject({ pdf: z.base64() }) } },
} as const satisfies Endpoint

/** What stands on a form of the officer's institution. */
export const getConsentForm = {
  method: 'GET',
  url: '/consent-forms/:id',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: z.strictObject({ id: ConsentFormId }), response: { 200: ConsentForm } },
} as const satisfies Endpoint
