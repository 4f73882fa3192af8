/** Figures of incidents, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures } from './incident-figure-repository.ts'

export const incidentFigures: { readonly countsFor: FigureSource } = { countsFor: countFigures }
