/** Figures of suspensions, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './suspension-figure-repository.ts'

export const suspensionFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
