/** Figures of item checks, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './item-check-figure-repository.ts'

export const itemCheckFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
