/** Figures of workstations, for dashboards. */

import type { FigureSource } from '#central/figure-source.ts'
import { countQuarantined } from './workstation-figure-repository.ts'

export const workstationFigures: { readonly present: FigureSource } = { present: countQuarantined }
