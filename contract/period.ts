/** Days, months and quarters in Asia/Shanghai, as reports are about them (期间). */

import * as z from 'zod'

export const periodKinds = ['day', 'month', 'quarter'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** `2026-11-25`, `2026-11` or `2026-Q4`. */
export const Period = z.union([
  z.iso.date(),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  z.string().regex(/^\d{4}-Q[1-4]$/),
])
export type Period = z.output<typeof Period>
