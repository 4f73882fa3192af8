/** Figures of releases, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './release-figure-repository.ts'

export const releaseFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
