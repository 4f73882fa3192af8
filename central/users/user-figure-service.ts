/** Figures of users and applications, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './user-figure-repository.ts'

export const userFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
