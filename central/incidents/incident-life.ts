/** The life of an incident as a state machine: what a step makes of it, and who may take it. Pure. */

import type { IncidentOutcome, IncidentState, IncidentStepKind } from '#contract/incident.ts'
import { administratorRoles, type Role } from '#contract/role.ts'

/** What the rules of its life look at. People by employee ID. */
export interface IncidentCase {
  readonly state: IncidentState
  readonly outcome: IncidentOutcome | null
  readonly isLeak: boolean
  readonly concerned: string | null
  /** Who had a part in what happened: the person concerned, who asked the query, who released it. */
  readonly involved: readonly string[]
  readonly assignedBy: string | null
  readonly verifier: string | null
  readonly decidedBy: string | null
  readonly hasAppealed: boolean
  /** Until when a confirmed one may be appealed. */
  readonly appealUntil: Date | null
}

export interface Actor {
  readonly employeeId: string
  readonly role: Role
  /** Whether his institution is the one that handles it, or above it; the same for the one that decides. */
  readonly isHandling: boolean
  readonly isReviewing: boolean
}

export type StepRefusal = 'not-now' | 'not-yours' | 'involved' | 'two-levels' | 'too-late'

interface Transition {
  readonly from: readonly IncidentState[]
  /** Left out: it stays where it is. */
  readonly to?: IncidentState
  readonly outcome?: IncidentOutcome
}

const open: readonly IncidentState[] = ['raised', 'assigned', 'reported', 'accepted', 'confirmed', 'appealed']

export const transitions: Readonly<Record<IncidentStepKind, Transition>> = {
  assigned: { from: ['raised', 'assigned'], to: 'assigned' },
  noted: { from: open },
  frozen: { from: ['raised', 'assigned', 'reported', 'accepted'] },
  'leak-reported': { from: open },
  reported: { from: ['assigned'], to: 'reported' },
  accepted: { from: ['reported'], to: 'accepted' },
  returned: { from: ['reported'], to: 'assigned' },
  confirmed: { from: ['accepted'], to: 'confirmed', outcome: 'confirmed' },
  dismissed: { from: ['accepted'], to: 'closed', outcome: 'dismissed' },
  closed: { from: ['confirmed'], to: 'closed' },
  appealed: { from: ['confirmed', 'closed'], to: 'appealed' },
  'appeal-rejected': { from: ['appealed'], to: 'closed' },
  reversed: { from: ['appealed'], to: 'closed', outcome: 'reversed' },
}

export interface IncidentStanding {
  readonly state: IncidentState
  readonly outcome: IncidentOutcome | null
}

/** What a step makes of an incident; nothing when it cannot be taken now. */
export function nextStanding(
  { state, outcome }: IncidentStanding,
  step: IncidentStepKind,
): IncidentStanding | undefined {
  const { from, to = state, outcome: result = outcome } = transitions[step]
  if (!from.includes(state)) return undefined
  if (step === 'appealed' && outcome !== 'confirmed') return undefined
  return { state: to, outcome: result }
}

/**
 * Why somebody may not take a step; nothing when he may. Nobody verifies or accepts himself, nobody acts for two levels,
 * nobody decides an appeal against himself.
 */
export function stepRefusal(
  incident: IncidentCase,
  step: IncidentStepKind,
  actor: Actor,
  now: Date,
): StepRefusal | undefined {
  if (!nextStanding(incident, step)) return 'not-now'
  if ((step === 'frozen' || step === 'leak-reported') && !incident.isLeak) return 'not-now'
  return who[step](incident, actor, now)
}

type Judge = (incident: IncidentCase, actor: Actor, now: Date) => StepRefusal | undefined

const who: Readonly<Record<IncidentStepKind, Judge>> = {
  assigned: handling,
  noted: noting,
  frozen: handling,
  'leak-reported': handling,
  reported: verifying,
  accepted: reviewing,
  returned: reviewing,
  confirmed: reviewing,
  dismissed: reviewing,
  closed: reviewing,
  appealed: appealing,
  'appeal-rejected': decidingAppeal,
  reversed: decidingAppeal,
}

function handling({ involved }: IncidentCase, actor: Actor): StepRefusal | undefined {
  if (!isAdministrator(actor) || !actor.isHandling) return 'not-yours'
  return involved.includes(actor.employeeId) ? 'involved' : undefined
}

function verifying({ involved, verifier }: IncidentCase, { employeeId }: Actor): StepRefusal | undefined {
  if (verifier !== employeeId) return 'not-yours'
  return involved.includes(employeeId) ? 'involved' : undefined
}

/** Who verifies, and whoever handles or decides it. */
function noting(incident: IncidentCase, actor: Actor): StepRefusal | undefined {
  if (incident.verifier === actor.employeeId) return verifying(incident, actor)
  return actor.isReviewing ? atReview(incident, actor) : handling(incident, actor)
}

function reviewing(incident: IncidentCase, actor: Actor): StepRefusal | undefined {
  const { assignedBy, verifier } = incident
  return atReview(incident, actor) ?? unlessOneOf([assignedBy, verifier], actor)
}

function atReview({ involved }: IncidentCase, actor: Actor): StepRefusal | undefined {
  if (!isAdministrator(actor) || !actor.isReviewing) return 'not-yours'
  return involved.includes(actor.employeeId) ? 'involved' : undefined
}

/** Nobody acts at two levels. */
function unlessOneOf(people: readonly (string | null)[], { employeeId }: Actor): StepRefusal | undefined {
  return people.includes(employeeId) ? 'two-levels' : undefined
}

/** Once, by the person concerned; or by an administrator who hands his letter in, while he himself cannot log in. */
function appealing(incident: IncidentCase, actor: Actor, now: Date): StepRefusal | undefined {
  const { concerned, hasAppealed, appealUntil, decidedBy } = incident
  if (concerned === null || hasAppealed) return 'not-now'
  if (appealUntil === null || now > appealUntil) return 'too-late'
  if (concerned === actor.employeeId) return undefined
  return decidedBy === actor.employeeId ? 'two-levels' : handling(incident, actor)
}

function decidingAppeal(incident: IncidentCase, actor: Actor): StepRefusal | undefined {
  const { verifier, decidedBy } = incident
  return atReview(incident, actor) ?? unlessOneOf([verifier, decidedBy], actor)
}

function isAdministrator({ role }: Actor): boolean {
  return administratorRoles.some((one) => one === role)
}
