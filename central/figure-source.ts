/** How a domain counts what is its own for the figures of a period. */

import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { FigureGroup } from '#contract/figures.ts'

export interface FigurePeriod {
  readonly from: Date
  /** Not included. */
  readonly until: Date
  /** The same as days: the first one, and the one after the last. */
  readonly days: { readonly from: string; readonly until: string }
  readonly institutions: readonly string[]
}

/** Rows of figures as the repositories give them. */
export const FigureRows = z.array(
  z.strictObject({ institution: z.string(), figure: FigureGroup, key: z.string(), count: z.int() }),
)
export type FigureRow = z.output<typeof FigureRows>[number]

export type FigureSource = (queryable: Queryable, period: FigurePeriod) => Promise<FigureRow[]>
