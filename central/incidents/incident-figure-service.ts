/** Figures of incidents, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures, countLeaks } from './incident-figure-repository.ts'

export const incidentFigures: { readonly countsFor: FigureSource; readonly present: FigureSource } = {
  countsFor: countFigures,
  present: countLeaks,
}
