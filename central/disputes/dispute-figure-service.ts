/** Figures of disputes, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './dispute-figure-repository.ts'

export const disputeFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
