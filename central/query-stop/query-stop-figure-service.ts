/** Figures of stopped queries, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './query-stop-figure-repository.ts'

export const queryStopFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
