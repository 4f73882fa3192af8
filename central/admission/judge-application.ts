/** An application on its way up the tree: who may decide its next level, and what a decision makes of it. */

import type { ApplicationState } from '#contract/admission.ts'
import type { Role } from '#contract/role.ts'

export interface ApplicationStanding {
  readonly employeeId: string
  readonly state: ApplicationState
  /** The level that decides next, from one. */
  readonly level: number
  readonly levels: number
  /** Who decided the levels before. */
  readonly decidedBy: readonly string[]
  /** The applicant's institution and every one above it, up to head office. */
  readonly above: readonly string[]
}

export interface Decider {
  readonly employeeId: string
  readonly institution: string
  readonly role: Role
}

export type DecisionRefusal = 'not-pending' | 'other-level' | 'oneself' | 'twice' | 'not-above' | 'role'

/** The institution whose administrator decides a level: the applicant's own first, head office last. */
export function institutionOfLevel(above: readonly string[], level: number): string | undefined {
  return above[Math.min(level, above.length) - 1]
}

/**
 * An administrator of the level's institution decides, or one of an institution above it; never the applicant, and
 * nobody decides two levels.
 */
export function decisionRefusal(
  application: ApplicationStanding,
  decider: Decider,
  level: number,
): DecisionRefusal | undefined {
  const { state, decidedBy, above, employeeId } = application
  if (state !== 'pending') return 'not-pending'
  if (level !== application.level) return 'other-level'
  if (decider.role !== 'institution-administrator' && decider.role !== 'head-office-administrator') return 'role'
  if (decider.employeeId === employeeId) return 'oneself'
  if (decidedBy.includes(decider.employeeId)) return 'twice'
  return above.indexOf(decider.institution) >= Math.min(level, above.length) - 1 ? undefined : 'not-above'
}

/** @returns How the application stands after a decision at its level. */
export function afterDecision(
  { level, levels }: Pick<ApplicationStanding, 'level' | 'levels'>,
  decision: 'approved' | 'rejected',
): { state: ApplicationState; level: number } {
  if (decision === 'rejected') return { state: 'rejected', level }
  return level >= levels ? { state: 'approved', level } : { state: 'pending', level: level + 1 }
}
