/** Tables of the screens as files (导出表格): what main writes, and what the service must know before it does. */

import * as z from 'zod'
import { Sha256Hex } from '#contract/values.ts'

export const maxExportRows = 5000
export const maxExportColumns = 60
const maxCellLength = 2000

/** Which table: the place in the app where it stands. */
export const TableCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

const Cell = z.union([z.string().max(maxCellLength), z.number()])

/** What stands on the screen, as filtered and sorted there. */
export const ExportedTable = z
  .strictObject({
    table: TableCode,
    title: z.string().trim().min(1).max(60),
    head: z.array(z.string().max(100)).min(1).max(maxExportColumns),
    rows: z.array(z.array(Cell).max(maxExportColumns)).max(maxExportRows),
  })
  .refine(({ head, rows }) => rows.every((row) => row.length === head.length), { path: ['rows'] })
export type ExportedTable = z.output<typeof ExportedTable>

/** What the log keeps of it: no contents, but which file it was. */
export const TableExport = z.strictObject({
  table: TableCode,
  rows: z.int().min(0).max(maxExportRows),
  columns: z.int().min(1).max(maxExportColumns),
  sha256: Sha256Hex,
})
export type TableExport = z.output<typeof TableExport>
