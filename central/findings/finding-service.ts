/** Findings of auditors: raised within an engagement, remedied by the institution, closed by the auditor who raised them. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { type EngagementService, subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { AppError } from '#contract/failure.ts'
import type { Finding, FindingStep, NewFinding } from '#contract/finding.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import * as repository from './finding-repository.ts'
import { nextState } from './next-state.ts'

export interface FindingService {
  /** @throws {AppError} `not-found` without an engagement in force, `forbidden` beyond it, `invalid-input` for a day gone by. */
  raise(finding: NewFinding, caller: SessionCaller): Promise<Finding>
  /** @throws {AppError} `not-found` outside the caller's subtree, `conflict` when it is not open. */
  remedy(id: string, text: string, caller: SessionCaller): Promise<Finding>
  /** @throws {AppError} `not-found` for another auditor's, `conflict` when nothing was remedied. */
  return(id: string, answer: { readonly text: string; readonly dueOn: string }, caller: SessionCaller): Promise<Finding>
  close(id: string, text: string, caller: SessionCaller): Promise<Finding>
  list(caller: SessionCaller): Promise<Finding[]>
  /** Those that wait for the caller: remedied ones for the auditor, open ones for the institution that has to remedy them. */
  countMine(caller: SessionCaller): Promise<number>
}

export interface FindingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly engagements: EngagementService
  readonly institutions: InstitutionService
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly clock: Clock
}

interface Step {
  readonly kind: Exclude<FindingStep['kind'], 'raised'>
  readonly text: string
  readonly dueOn?: string
}

export function createFindingService(dependencies: FindingDependencies): FindingService {
  const { database, audit, engagements, institutions, events, clock } = dependencies
  return {
    raise,
    remedy: (id, text, caller) => step(id, { kind: 'remedied', text }, caller),
    return: async (id, { text, dueOn }, caller) => {
      refusePast(dueOn)
      return step(id, { kind: 'returned', text, dueOn }, caller)
    },
    close: (id, text, caller) => step(id, { kind: 'closed', text }, caller),
    list,
    countMine,
  }

  async function raise(finding: NewFinding, caller: SessionCaller): Promise<Finding> {
    const known = await repository.findFinding(database, finding.id)
    if (known) return repeated(known, finding, caller)
    refusePast(finding.dueOn)
    const { institutions: scope } = await engagements.requireInForce(database, finding.engagement, caller)
    const allowed = await subtreeCodes(institutions, database, scope ?? [caller.user.institution])
    if (!allowed.includes(finding.institution))
      throw new AppError('forbidden', 'This is beyond the engagement.', { fields: ['institution'] })
    await inTransaction(database, async (tx) => {
      const at = clock()
      const isNew = await repository.insertFinding(tx, { ...finding, raisedById: caller.user.id, raisedAt: at })
      if (!isNew) throw new AppError('conflict', 'This finding id is in use.')
      const { institution, topic, dueOn, engagement } = finding
      await write(tx, { id: finding.id, kind: 'raised', text: finding.text }, caller)
      const facts = { engagement, owner: institution, topic, dueOn, entries: finding.entries.length }
      await record(tx, { id: finding.id, kind: 'raised', text: finding.text }, { facts, caller })
      await events.toDoChanged(tx, institution)
    })
    return get(finding.id)
  }

  async function step(id: string, { kind, text, dueOn }: Step, caller: SessionCaller): Promise<Finding> {
    await inTransaction(database, async (tx) => {
      const stored = await repository.lockFinding(tx, id)
      if (!stored || !(await mayTake(tx, kind, stored, caller))) throw new AppError('not-found', 'No such finding.')
      const state = nextState(stored.state, kind)
      if (!state) throw new AppError('conflict', `A finding that is ${stored.state} cannot be ${kind}.`)
      await repository.saveState(tx, id, state, dueOn)
      await write(tx, { id, kind, text }, caller)
      const facts = { owner: stored.institution, dueOn: dueOn ?? stored.dueOn }
      await record(tx, { id, kind, text }, { facts, caller })
      await tellOfStep(tx, stored)
    })
    return get(id)
  }

  /** The institution remedies; whether that is enough says only the auditor who raised it. */
  async function mayTake(
    tx: Transaction,
    kind: Step['kind'],
    { raisedBy, institution }: repository.StoredFinding,
    { user }: SessionCaller,
  ): Promise<boolean> {
    if (kind !== 'remedied') return raisedBy === user.employeeId
    return institutions.isWithin(tx, institution, user.institution)
  }

  async function write(
    tx: Transaction,
    { id, kind, text }: { id: string; kind: FindingStep['kind']; text: string },
    { user }: SessionCaller,
  ): Promise<void> {
    await repository.insertStep(tx, id, { kind, byUserId: user.id, at: clock(), text })
  }

  async function record(
    tx: Transaction,
    { id, kind, text }: { id: string; kind: FindingStep['kind']; text: string },
    { facts, caller }: { facts: LogEntry['facts']; caller: SessionCaller },
  ): Promise<void> {
    const hash = createHash('sha256').update(text).digest('hex')
    await audit.record(tx, entryOf(`finding.${kind}`, caller, { object: id, facts: { ...facts, text: hash } }))
  }

  async function list({ user }: SessionCaller): Promise<Finding[]> {
    const stored =
      user.role === 'auditor'
        ? await repository.listFindingsBy(database, user.id)
        : await repository.listFindingsOf(database, await subtreeCodes(institutions, database, [user.institution]))
    return stored.map(publicView)
  }

  /** Whoever's turn it is: the institution, and the auditor where he sits. */
  async function tellOfStep(tx: Transaction, { institution, raisedBy }: repository.StoredFinding): Promise<void> {
    const auditors = await repository.institutionOf(tx, raisedBy)
    for (const code of new Set([institution, ...auditors])) await events.toDoChanged(tx, code)
  }

  async function countMine(caller: SessionCaller): Promise<number> {
    const { role, institution } = caller.user
    const found = await list(caller)
    if (role === 'auditor') return found.filter(({ state }) => state === 'remedied').length
    return found.filter((one) => one.state === 'open' && one.institution === institution).length
  }

  async function get(id: string): Promise<Finding> {
    const stored = await repository.findFinding(database, id)
    if (!stored) throw new Error('A finding just written is not there.')
    return publicView(stored)
  }

  function repeated(known: repository.StoredFinding, asked: NewFinding, { user }: SessionCaller): Finding {
    const isSame =
      known.raisedBy === user.employeeId &&
      known.engagement === asked.engagement &&
      known.institution === asked.institution &&
      known.steps[0]?.text === asked.text
    if (!isSame) throw new AppError('conflict', 'This finding id is in use.')
    return publicView(known)
  }

  function refusePast(dueOn: string): void {
    if (dueOn < shanghaiTime(clock()).day)
      throw new AppError('invalid-input', 'The day has gone by.', { fields: ['dueOn'] })
  }

  function publicView(stored: repository.StoredFinding): Finding {
    return { ...stored, isOverdue: stored.state === 'open' && stored.dueOn < shanghaiTime(clock()).day }
  }
}
