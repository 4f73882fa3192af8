/** Who may write a table of his screens into a file. */

import * as z from 'zod'
import { type Role, roles } from '#contract/role.ts'

export const TableExportPolicy = z.record(z.enum(roles), z.boolean())
export type TableExportPolicy = z.output<typeof TableExportPolicy>

export const defaultTableExportPolicy: TableExportPolicy = {
  'query-officer': true,
  'institution-administrator': true,
  approver: true,
  'head-office-administrator': true,
  auditor: true,
  it: true,
} satisfies Record<Role, boolean>
