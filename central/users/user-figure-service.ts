/** Figures of users and applications, and the list of users that is filed, for those who report on them. */

import type { Queryable } from '#central/database/database.ts'
import type { FigurePeriod, FigureSource } from '#central/figure-source.ts'
import { countFigures, type FiledUser, listForFiling } from './user-figure-repository.ts'

export type { FiledUser } from './user-figure-repository.ts'

export const userFigures: {
  readonly countsFor: FigureSource
  listForFiling(queryable: Queryable, period: FigurePeriod): Promise<FiledUser[]>
} = { countsFor: countFigures, listForFiling }
