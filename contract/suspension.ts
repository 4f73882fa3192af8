/** Why a user may do nothing, and since when. Each cause is kept; a user is active when none is open. */

import * as z from 'zod'
import { suspensionCauses } from '#contract/user.ts'

/** What suspends by itself; the others are chosen by an administrator or by whoever decides an incident. */
export const automaticCauses = ['grade-c', 'move-overdue', 'left', 'locked', 'dormant', 'lost-token'] as const

export const everyCause = [...suspensionCauses, ...automaticCauses] as const
export const EveryCause = z.enum(everyCause)
export type EveryCause = z.output<typeof EveryCause>

/** After these: a wait, a retest, a review and a fresh application. */
export const waitingCauses = ['grade-c', 'move-overdue', 'left'] as const satisfies EveryCause[]
/** After these: an identity check by two administrators, without the wait. */
export const identityCauses = ['locked', 'dormant', 'lost-token'] as const satisfies EveryCause[]
/** These end with the decision of the incident; without one, with the word of another administrator. */
export const incidentCauses = ['suspected-violation', 'security-incident'] as const satisfies EveryCause[]
/** These an administrator lifts. */
const liftedCauses = ['absence', 'own-request', 'other'] as const satisfies EveryCause[]

/** What of these ends how. */
export const kindsOfCause = {
  waiting: waitingCauses,
  identity: identityCauses,
  incident: incidentCauses,
  lifted: liftedCauses,
} as const satisfies Record<string, readonly EveryCause[]>
export type KindOfCause = keyof typeof kindsOfCause

export function isOfKind(cause: EveryCause, kind: KindOfCause): boolean {
  return kindsOfCause[kind].some((one) => one === cause)
}

/** How a suspension ended. */
export const suspensionEndings = [
  'fresh-application',
  'identity-check',
  'incident-decided',
  'lifted',
  'deduction-reversed',
] as const
export const SuspensionEnding = z.enum(suspensionEndings)
export type SuspensionEnding = z.output<typeof SuspensionEnding>

/** What comes next for a suspended user. */
export const wayBackSteps = [
  'none',
  'await-decision',
  'check-identity',
  'check-identity-again',
  'lift',
  'await-rehire',
  'wait',
  'retest',
  'retest-tomorrow',
  'review',
  'apply',
  'await-approval',
] as const
export type WayBackStep = (typeof wayBackSteps)[number]
