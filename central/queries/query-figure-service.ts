/** Figures of queries, for those who report on them. */

import type { Queryable } from '#central/database/database.ts'
import type { FigurePeriod, FigureSource } from '#central/figure-source.ts'
import { countQueries, countQueriesPerDay, type QueriesOfDay } from './query-figure-repository.ts'

export type { QueriesOfDay } from './query-figure-repository.ts'

export const queryFigures: {
  readonly countsFor: FigureSource
  perDay(queryable: Queryable, period: FigurePeriod): Promise<QueriesOfDay[]>
} = { countsFor: countQueries, perDay: countQueriesPerDay }
