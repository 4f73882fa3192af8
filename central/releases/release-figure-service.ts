/** Figures of releases, for those who report on them. */

import type { FigureSource } from '#central/figure-source.ts'
import { countFigures, countWaiting } from './release-figure-repository.ts'

export const releaseFigures: { readonly countsFor: FigureSource; readonly present: FigureSource } = {
  countsFor: countFigures,
  present: countWaiting,
}
