/** Accountability cases: opened from a confirmed incident, a measure for everybody who answers, closed by a second person. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { IncidentReadingService } from '#central/incidents/incident-reading-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import {
  AccountabilityCase,
  type AccountabilityStepRequest,
  type AnswerablePerson,
  accountabilityStepKinds,
  type NewAccountabilityCase,
} from '#contract/accountability.ts'
import { AppError } from '#contract/failure.ts'
import type { IncidentDetail } from '#contract/incident.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import { administratorRoles } from '#contract/role.ts'
import { type AccountabilityRefusal, accountabilityRefusal, measureOf, stateAfter } from './accountability-life.ts'
import * as repository from './accountability-repository.ts'

export interface AccountabilityService {
  /** @throws {AppError} `not-found`, `conflict` unless the incident is confirmed and has no case, `invalid-input` for who did not answer on the day. */
  open(wanted: NewAccountabilityCase, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `not-found`, `conflict`, `not-impartial` for who answers himself or closes what he measured. */
  takeStep(id: string, request: AccountabilityStepRequest, caller: SessionCaller): Promise<void>
  list(caller: SessionCaller): Promise<AccountabilityCase[]>
  countMine(caller: SessionCaller): Promise<number>
}

export interface AccountabilityDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly incidents: Pick<IncidentReadingService, 'read'>
  readonly clock: Clock
}

const dayMs = 86_400_000

export function createAccountabilityService(dependencies: AccountabilityDependencies): AccountabilityService {
  const { database, audit, events, policy, institutions, incidents, clock } = dependencies
  return {
    open,
    takeStep,
    list,
    countMine: async (caller) => (await list(caller)).filter(({ isMine }) => isMine).length,
  }

  async function open(wanted: NewAccountabilityCase, caller: SessionCaller): Promise<void> {
    const incident = await incidents.read(wanted.incident, caller)
    if (incident.outcome !== 'confirmed') throw new AppError('conflict', 'The incident is not confirmed.')
    if (incident.accountabilityCase === wanted.id) return
    if (!wanted.persons.every((person) => answered(incident, person))) throw wrong('persons')
    const at = clock()
    const { accountabilityDays } = (await policy.current()).body.incident
    const dueOn = wanted.dueOn ?? shanghaiTime(new Date(at.getTime() + accountabilityDays * dayMs)).day
    if (dueOn < shanghaiTime(at).day) throw wrong('dueOn')
    await inTransaction(database, async (tx) => {
      const row = { ...wanted, institution: incident.reviewedBy, openedAt: at, openedBy: caller.user.employeeId, dueOn }
      if (!(await repository.insertCase(tx, row))) throw new AppError('conflict', 'The incident has a case.')
      const opened = { kind: 'opened', text: wanted.text, person: null, measure: null } as const
      const facts = { incident: wanted.incident, dueOn, persons: wanted.persons.map(({ employeeId }) => employeeId) }
      await write(tx, { id: wanted.id, institution: incident.reviewedBy, step: opened, facts }, caller)
    })
  }

  async function takeStep(id: string, request: AccountabilityStepRequest, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const stored = await lockVisible(tx, id, caller)
      const facts = factsOf(stored)
      const refusal = accountabilityRefusal(facts, request.kind, caller.user.employeeId)
      if (refusal) throw failures[refusal]()
      const about = aboutOf(request)
      if (about.person !== null && !facts.persons.includes(about.person)) throw wrong('person')
      await repository.saveState(tx, id, stateAfter(facts, { kind: request.kind, person: about.person }))
      const step = { kind: request.kind, text: request.text, ...about }
      await write(tx, { id, institution: stored.institution, step, facts: about }, caller)
    })
  }

  async function lockVisible(tx: Transaction, id: string, { user }: SessionCaller): Promise<repository.StoredCase> {
    const stored = await repository.lockCase(tx, id)
    if (stored && (await institutions.isWithin(tx, stored.institution, user.institution))) return stored
    throw new AppError('not-found', 'There is no such case in your subtree.')
  }

  async function write(
    tx: Transaction,
    { id, institution, step, facts }: Writing,
    caller: SessionCaller,
  ): Promise<void> {
    await repository.insertStep(tx, id, { ...step, by: caller.user.employeeId, at: clock() })
    const text = createHash('sha256').update(step.text).digest('hex')
    await audit.record(tx, entryOf(`accountability.${step.kind}`, caller, { object: id, facts: { ...facts, text } }))
    await events.toDoChanged(tx, institution)
  }

  async function list({ user }: SessionCaller): Promise<AccountabilityCase[]> {
    const below = await subtreeCodes(institutions, database, [user.institution])
    const isAdministrator = administratorRoles.some((role) => role === user.role)
    const today = shanghaiTime(clock()).day
    return (await repository.listCases(database, below, user.employeeId)).map((stored) => {
      const facts = factsOf(stored)
      const possible = accountabilityStepKinds.filter((kind) => !accountabilityRefusal(facts, kind, user.employeeId))
      const actions = isAdministrator ? possible : []
      return AccountabilityCase.parse({
        ...stored,
        persons: stored.persons.map((person) => ({ ...person, measure: measureOf(stored, person.employeeId) })),
        isOverdue: stored.state !== 'closed' && stored.dueOn < today,
        actions,
        isMine: actions.length > 0 && stored.institution === user.institution,
      })
    })
  }
}

interface Writing {
  readonly id: string
  readonly institution: string
  readonly step: Omit<repository.StoredCase['steps'][number], 'at' | 'by'>
  readonly facts: LogEntry['facts']
}

const failures: Readonly<Record<AccountabilityRefusal, () => AppError>> = {
  'not-now': () => new AppError('conflict', 'This step cannot be taken now.'),
  involved: () => new AppError('not-impartial', 'The caller has to answer for it himself.'),
  'same-person': () => new AppError('not-impartial', 'Who took a measure does not close the case.'),
}

function aboutOf(request: AccountabilityStepRequest) {
  if (request.kind !== 'measure-taken') return { person: null, measure: null }
  return { person: request.person, measure: request.measure }
}

function factsOf({ state, persons, steps }: repository.StoredCase) {
  return { state, persons: persons.map(({ employeeId }) => employeeId), steps }
}

/** Who held a duty, or used the system, on the day of the incident. */
function answered({ holders, employeeId: concerned }: IncidentDetail, person: AnswerablePerson): boolean {
  if (person.employeeId === concerned) return true
  const at = holders.find(({ code }) => code === person.institution)
  return at?.holders.some((held) => held.employeeId === person.employeeId && held.class === person.class) ?? false
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The input was refused.', { fields: [field] })
}
