import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { roles } from '#contract/role.ts'
import { TableExport } from '#contract/table-export.ts'

/** Asked before a table is written into a file: refused where the policy forbids it, an entry of the log either way. */
export const postTableExport = {
  method: 'POST',
  url: '/table-exports',
  access: 'session',
  roles,
  schema: { body: TableExport, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint
