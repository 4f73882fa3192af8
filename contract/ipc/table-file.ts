/** Tables (CSV, JSON) that a person chooses to be imported: main reads them, the window knows a handle. */

import * as z from 'zod'
import { channel } from '#contract/ipc/channel.ts'

export const tablePurposes = ['staff-feed', 'question-bank', 'business-feed'] as const
export type TablePurpose = (typeof tablePurposes)[number]

export const ChosenTable = z.strictObject({
  handle: z.uuid(),
  fileName: z.string().max(255),
  bytes: z.int().min(0),
  refusal: z.enum(['too-large', 'empty', 'unreadable']).nullable(),
})
export type ChosenTable = z.output<typeof ChosenTable>

/** Opens the system's file dialog; `null` when the person cancelled. */
export const chooseTable = channel('app:table:choose', {
  roles: ['app'],
  input: z.strictObject({ purpose: z.enum(tablePurposes) }),
  output: z.strictObject({ table: ChosenTable.nullable() }),
})
