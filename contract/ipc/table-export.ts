import * as z from 'zod'
import { channel } from '#contract/ipc/channel.ts'
import { ExportedTable } from '#contract/table-export.ts'

/** Writes a table into a file that the person names in the system's dialog; `null` when he cancelled. */
export const exportTable = channel('app:table:export', {
  roles: ['app'],
  input: ExportedTable,
  output: z.strictObject({ fileName: z.string().max(255).nullable() }),
})
