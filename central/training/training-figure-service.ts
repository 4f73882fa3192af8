/** Figures of training, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './training-figure-repository.ts'

export const trainingFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
