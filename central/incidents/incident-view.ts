/** Incidents as they are shown, and what waits for whom. Pure. */

import {
  Incident,
  type IncidentStep,
  type IncidentStepKind,
  incidentStepKinds,
  OwnIncident,
} from '#contract/incident.ts'
import type { IncidentPolicy } from '#contract/policy-sections/incident.ts'
import type { Role } from '#contract/role.ts'
import { type Actor, type IncidentCase, stepRefusal } from './incident-life.ts'
import type { StoredIncident } from './incident-list-repository.ts'
import type { ChainLink } from './place-incident.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

export interface Person {
  readonly employeeId: string
  readonly role: Role
  readonly institution: string
}

export function caseOf(stored: StoredIncident, { appealDays }: IncidentPolicy): IncidentCase {
  const { state, outcome, rule, employeeId, involved, assignedBy, verifier, decidedBy, hasAppealed } = stored
  const appealUntil = appealEnd(stored, appealDays)
  const isLeak = rule === 'suspected-leak'
  return {
    state,
    outcome,
    isLeak,
    concerned: employeeId,
    involved,
    assignedBy,
    verifier,
    decidedBy,
    hasAppealed,
    appealUntil,
  }
}

function appealEnd({ outcome, decidedAt }: StoredIncident, appealDays: number): Date | null {
  return outcome === 'confirmed' && decidedAt ? new Date(decidedAt.getTime() + appealDays * dayMs) : null
}

/** @param chain From where it happened up to head office. */
export function actorOf(
  { employeeId, role, institution }: Person,
  stored: StoredIncident,
  chain: readonly ChainLink[],
): Actor {
  const depth = (code: string) => chain.findIndex((link) => link.code === code)
  const own = depth(institution)
  const isAtOrAbove = (code: string) => own >= 0 && own >= depth(code)
  return { employeeId, role, isHandling: isAtOrAbove(stored.handledBy), isReviewing: isAtOrAbove(stored.reviewedBy) }
}

/** What somebody may do about it now. */
export function actionsOf(incident: IncidentCase, actor: Actor, now: Date): IncidentStepKind[] {
  return incidentStepKinds.filter((kind) => stepRefusal(incident, kind, actor, now) === undefined)
}

/** The step each state waits for. */
const awaited = {
  raised: 'assigned',
  assigned: 'reported',
  reported: 'accepted',
  accepted: 'confirmed',
  confirmed: 'closed',
  appealed: 'reversed',
} as const satisfies Record<Exclude<StoredIncident['state'], 'closed'>, IncidentStepKind>

/** Whether it is this person’s turn: of the institution itself, not of one above that could step in. */
export function isWaitingFor(person: Person, stored: StoredIncident, rules: IncidentPolicy, now: Date): boolean {
  if (stored.state === 'closed') return false
  const { employeeId, role, institution } = person
  const isHandling = institution === stored.handledBy
  const isReviewing = institution === stored.reviewedBy
  const actor = { employeeId, role, isHandling, isReviewing }
  return stepRefusal(caseOf(stored, rules), awaited[stored.state], actor, now) === undefined
}

export function incidentView(person: Person, stored: StoredIncident, rules: IncidentPolicy, now: Date): Incident {
  const { userId: _, involved: __, assignedBy: ___, decidedBy: ____, ...rest } = stored
  const { hasAppealed: _____, accountabilityCase: ______, decidedAt: _______, ...shown } = rest
  return Incident.parse({
    ...shown,
    raisedAt: stored.raisedAt.toISOString(),
    dueAt: stored.dueAt?.toISOString() ?? null,
    isOverdue: stored.state !== 'closed' && stored.dueAt !== null && stored.dueAt < now,
    isMine: isWaitingFor(person, stored, rules, now),
  })
}

/** How long a state may last. */
export function dueAfter(state: StoredIncident['state'], rules: IncidentPolicy, now: Date): Date | null {
  const hours = {
    raised: rules.assignHours,
    assigned: rules.verifyHours,
    reported: rules.reviewHours,
    accepted: rules.decideHours,
    confirmed: rules.closeHours,
    appealed: rules.appealDecisionHours,
    closed: null,
  }[state]
  return hours === null ? null : new Date(now.getTime() + hours * hourMs)
}

export function ownView(
  stored: StoredIncident,
  steps: readonly IncidentStep[],
  rules: IncidentPolicy,
  now: Date,
): OwnIncident {
  const textOf = (...kinds: IncidentStep['kind'][]) => steps.findLast(({ kind }) => kinds.includes(kind))?.text ?? null
  const { id, rule, raisedAt, state, outcome, category, decidedAt, hasAppealed } = stored
  const until = appealEnd(stored, rules.appealDays)
  return OwnIncident.parse({
    ...{ id, rule, raisedAt: raisedAt.toISOString(), state, outcome, category },
    decidedAt: decidedAt?.toISOString(),
    decision: textOf('confirmed', 'dismissed') ?? '',
    appeal: textOf('appealed'),
    appealDecision: textOf('appeal-rejected', 'reversed'),
    appealUntil: until?.toISOString() ?? null,
    canAppeal: until !== null && !hasAppealed && now <= until,
  })
}
