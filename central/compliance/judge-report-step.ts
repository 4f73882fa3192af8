/** Who may sign, accept or return a compliance report: a pure rule. */

import type { ReportState } from '#contract/compliance.ts'

export type ReportStep = 'sign' | 'review'

export interface ReportSeen {
  readonly state: ReportState
  readonly isOver: boolean
  readonly signedBy: string | null
  /** The institution has none above it. */
  readonly isTop: boolean
}

export interface ReportActor {
  readonly employeeId: string
  /** Where he stands to the report's institution. */
  readonly stands: 'in' | 'above' | 'elsewhere'
}

/** The institution's own people sign a period that is over; those above look at it, and at the top another one of them. */
export function mayStep(step: ReportStep, report: ReportSeen, { employeeId, stands }: ReportActor): boolean {
  if (step === 'sign') return report.isOver && isUnsigned(report) && stands === 'in'
  if (report.state !== 'signed' || report.signedBy === employeeId) return false
  return stands === 'above' || (report.isTop && stands === 'in')
}

function isUnsigned({ state }: ReportSeen): boolean {
  return state === 'open' || state === 'returned'
}
