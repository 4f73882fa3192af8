import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import { UploadId } from '#contract/values.ts'

/** A file as it was attached, for whoever may see what it is attached to; each fetch is an entry of the log. */
export const getAttachment = {
  method: 'GET',
  url: '/attachments/:id',
  access: 'session',
  roles: ['query-officer', 'approver', 'auditor', 'it', ...administratorRoles],
  schema: { params: z.strictObject({ id: UploadId }), response: { 200: z.instanceof(Uint8Array) } },
} as const satisfies Endpoint
