/** Figures of deductions, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './score-figure-repository.ts'

export const scoreFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
