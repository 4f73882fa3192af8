/** Whether somebody may take the next step with a stop of queries: a pure rule. */

import type { StopState } from '#contract/query-stop.ts'

export type StopStep = 'impose' | 'withdraw' | 'propose-lifting' | 'lift'
export type StepRefusal = 'wrong-state' | 'same-person' | 'imposed-from-above'

export interface StopSeen {
  readonly state: StopState
  readonly proposedBy: string
  readonly liftingProposedBy: string | null
}

export interface StopActor {
  readonly employeeId: string
  /** His institution is the one that imposed the stop, or stands above it. */
  readonly standsAtOrAboveImposer: boolean
}

const statesOf = {
  impose: ['proposed'],
  withdraw: ['proposed', 'lifting'],
  'propose-lifting': ['in-force'],
  lift: ['lifting'],
} as const satisfies Record<StopStep, readonly StopState[]>

/** @returns Why not; `undefined` when the step may be taken. Both beginning and end take two people. */
export function judgeStopStep(step: StopStep, stop: StopSeen, actor: StopActor): StepRefusal | undefined {
  if (!statesOf[step].some((state) => state === stop.state)) return 'wrong-state'
  if (step === 'impose' && stop.proposedBy === actor.employeeId) return 'same-person'
  if (step === 'lift' && stop.liftingProposedBy === actor.employeeId) return 'same-person'
  if (stop.state !== 'proposed' && !actor.standsAtOrAboveImposer) return 'imposed-from-above'
  return undefined
}
