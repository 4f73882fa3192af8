import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import { UploadedScan } from '#contract/scan-findings.ts'
import { UploadId } from '#contract/values.ts'

const uploaders = ['query-officer', ...administratorRoles] as const

/** What the service saw in a scan that came in whole; for whoever uploaded it. */
export const getUploadedScan = {
  method: 'GET',
  url: '/uploads/:id/findings',
  access: 'session',
  roles: uploaders,
  schema: { params: z.strictObject({ id: UploadId }), response: { 200: UploadedScan } },
} as const satisfies Endpoint

/** A page of it as a small JPEG, base64. */
export const getScanPage = {
  method: 'GET',
  url: '/uploads/:id/pages/:page',
  access: 'session',
  roles: uploaders,
  schema: {
    params: z.strictObject({ id: UploadId, page: z.coerce.number().int().min(1).max(60) }),
    response: { 200: z.strictObject({ jpeg: z.base64() }) },
  },
} as const satisfies Endpoint
