/** Why a user may do nothing, and since when. Each cause is kept; a user is active when none is open. */

import * as z from 'zod'
import { suspensionCauses } from '#contract/user.ts'

/** What suspends by itself; the others are chosen by an administrator or by whoever decides an incident. */
export const automaticCauses = ['grade-c', 'move-overdue', 'left', 'locked', 'dormant', 'lost-token'] as const

export const everyCause = [...suspensionCauses, ...automaticCauses] as const
export const EveryCause = z.enum(everyCause)
export type EveryCause = z.output<typeof EveryCause>

/** After these: an identity check by two administrators, without the wait. */
export const identityCauses = ['locked', 'dormant', 'lost-token'] as const satisfies EveryCause[]
/** These end with the decision of the incident. */
export const incidentCauses = ['suspected-violation', 'security-incident'] as const satisfies EveryCause[]

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
