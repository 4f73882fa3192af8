/** Steps of an incident: judged, written, logged and told in one transaction; overdue ones go up the tree. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import { type IncidentStepRequest, incidentOperation } from '#contract/incident.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import type { IncidentPolicy } from '#contract/policy-sections/incident.ts'
import { requireVisible } from './incident-access.ts'
import type { IncidentEffects } from './incident-effects-service.ts'
import { nextStanding, type StepRefusal, stepRefusal } from './incident-life.ts'
import * as repository from './incident-list-repository.ts'
import { listChain } from './incident-repository.ts'
import { actorOf, caseOf, dueAfter } from './incident-view.ts'
import { listVerifiers } from './people-repository.ts'
import { type ChainLink, escalated, nextAbove } from './place-incident.ts'
import { insertAttachments, insertStep } from './step-repository.ts'

export interface IncidentLifeService {
  /**
   * @throws {AppError} `not-found`; `conflict` when it is not the time for the step; `forbidden`; `not-impartial` for who
   *   had a part in it or acts at another level; `invalid-input`, `signature-refused`, and what uploads answer.
   */
  takeStep(id: string, request: IncidentStepRequest, caller: SessionCaller): Promise<void>
  /** Moves what is overdue up the tree. @returns How many moved. */
  runDue(): Promise<number>
}

export interface IncidentLifeDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly signatures: Pick<SignatureService, 'confirm'>
  readonly uploads: Pick<UploadService, 'take'>
  readonly effects: IncidentEffects
  readonly clock: Clock
}

interface Taking {
  readonly stored: repository.StoredIncident
  readonly chain: readonly ChainLink[]
  readonly rules: IncidentPolicy
  readonly request: IncidentStepRequest
  readonly caller: SessionCaller
  readonly challenge: string | null
}

export function createIncidentLifeService(dependencies: IncidentLifeDependencies): IncidentLifeService {
  const { database, audit, events, policy, institutions, signatures, uploads, effects, clock } = dependencies
  return { takeStep, runDue }

  async function takeStep(id: string, request: IncidentStepRequest, caller: SessionCaller): Promise<void> {
    const challenge = await confirmSigned(id, request, caller)
    const refusal = await inTransaction(database, async (tx) => {
      const stored = await visible(tx, id, { request, caller })
      const rules = (await policy.current(tx)).body.incident
      const chain = await listChain(tx, stored.institution, stored.employeeId)
      const actor = actorOf(caller.user, stored, chain)
      const refused = stepRefusal(caseOf(stored, rules), request.kind, actor, clock())
      if (refused) return refused
      await write(tx, { stored, chain, rules, request, caller, challenge })
      return undefined
    })
    if (refusal) await refuse(id, request.kind, refusal, caller)
  }

  async function confirmSigned(
    id: string,
    request: IncidentStepRequest,
    caller: SessionCaller,
  ): Promise<string | null> {
    if (!('signature' in request)) return null
    const category = request.kind === 'confirmed' ? request.category : null
    return signatures.confirm(incidentOperation(id, request.kind, category), request.signature, caller)
  }

  /** The person concerned sees nothing of it but what was decided, and may appeal against that. */
  async function visible(tx: Transaction, id: string, { request, caller }: Pick<Taking, 'request' | 'caller'>) {
    const stored = await repository.lockIncident(tx, id)
    const isAppeal = request.kind === 'appealed' && stored?.employeeId === caller.user.employeeId
    return isAppeal ? stored : requireVisible(tx, stored, caller, institutions)
  }

  async function refuse(id: string, step: string, reason: StepRefusal, caller: SessionCaller): Promise<never> {
    await audit.recordAlone(entryOf('incident.step-refused', caller, { object: id, facts: { step, reason } }))
    throw failures[reason]()
  }

  async function write(tx: Transaction, taking: Taking): Promise<void> {
    const { stored, request, caller, challenge } = taking
    await requireSensible(tx, taking)
    const standing = standingAfter(taking)
    await repository.saveStanding(tx, stored.id, standing)
    const facts = factsOf(taking)
    const attachments = 'attachments' in request ? request.attachments : []
    if (attachments.length > 0) await uploads.take(tx, attachments, caller)
    const by = caller.user.employeeId
    const position = await insertStep(tx, stored.id, { kind: request.kind, by, at: clock(), text: request.text, facts })
    await insertAttachments(tx, { incident: stored.id, position }, attachments)
    await record(tx, taking, { ...facts, ...(challenge !== null && { challenge }), attachments: attachments.length })
    await effects.follow(tx, stored, { request, caller, entry: entryMakerOf(caller) })
    await tell(tx, stored, standing)
  }

  async function requireSensible(tx: Transaction, { stored, request }: Taking): Promise<void> {
    if (request.kind === 'confirmed' && request.category !== null && stored.userId === null) throw wrong('category')
    if (request.kind === 'frozen' && stored.userId === null) throw wrong('employeeId')
    if (request.kind !== 'assigned') return
    const below = await subtreeCodes(institutions, tx, [stored.handledBy])
    const possible = await listVerifiers(tx, below, stored.involved)
    if (!possible.some(({ employeeId }) => employeeId === request.verifier)) throw wrong('verifier')
  }

  function standingAfter(taking: Taking): repository.Standing {
    const { stored, rules, request } = taking
    const now = clock()
    const next = nextStanding(stored, request.kind) ?? stored
    // A step that changes nothing gives nobody more time; assigning to somebody else does.
    const isMoving = next.state !== stored.state || request.kind === 'assigned'
    const dueAt = isMoving ? dueAfter(next.state, rules, now) : stored.dueAt
    return { ...stored, ...next, dueAt, ...changedBy(taking, now) }
  }

  async function record(tx: Transaction, { stored, request, caller }: Taking, facts: LogEntry['facts']): Promise<void> {
    const text = createHash('sha256').update(request.text).digest('hex')
    const about = { object: stored.id, facts: { ...facts, rule: stored.rule, text } }
    await audit.record(tx, entryOf(`incident.${request.kind}`, caller, about))
  }

  async function tell(
    tx: Transaction,
    before: repository.Standing & { institution: string },
    after: repository.Standing,
  ) {
    const places = [before.institution, before.handledBy, before.reviewedBy, after.handledBy, after.reviewedBy]
    const verifiers = [before.verifier, after.verifier].filter((one) => one !== null)
    for (const code of new Set([...places, ...(await repository.institutionsOf(tx, verifiers))]))
      await events.toDoChanged(tx, code)
  }

  async function runDue(): Promise<number> {
    let moved = 0
    for (const id of await repository.listOverdue(database, clock()))
      if (await inTransaction(database, (tx) => escalate(tx, id))) moved += 1
    return moved
  }

  async function escalate(tx: Transaction, id: string): Promise<boolean> {
    const stored = await repository.lockIncident(tx, id)
    const now = clock()
    if (!stored || stored.state === 'closed' || stored.dueAt === null || stored.dueAt >= now) return false
    const place = escalated(await listChain(tx, stored.institution, stored.employeeId), stored, stored.state)
    if (place.handledBy === stored.handledBy && place.reviewedBy === stored.reviewedBy) return false
    const rules = (await policy.current(tx)).body.incident
    const standing = { ...stored, ...place, dueAt: dueAfter(stored.state, rules, now) }
    await repository.saveStanding(tx, id, standing)
    const facts = { ...place, state: stored.state }
    await insertStep(tx, id, { kind: 'escalated', by: null, at: now, text: '', facts })
    await audit.record(tx, entryMakerOf(undefined)('incident.escalated', { object: id, facts }))
    await tell(tx, stored, standing)
    return true
  }
}

const failures: Readonly<Record<StepRefusal, () => AppError>> = {
  'not-now': () => new AppError('conflict', 'This step cannot be taken now.'),
  'too-late': () => new AppError('conflict', 'The time for an appeal is over.'),
  'not-yours': () => new AppError('forbidden', 'This step is not the caller’s.'),
  involved: () => new AppError('not-impartial', 'The caller had a part in what happened.'),
  'two-levels': () => new AppError('not-impartial', 'The caller has acted at another level.'),
}

/** What a step itself says anew. */
function changedBy({ stored, chain, request }: Taking, now: Date): Partial<repository.Standing> {
  if (request.kind === 'assigned') return { verifier: request.verifier }
  if (request.kind === 'confirmed') return { category: request.category, decidedAt: now }
  if (request.kind === 'dismissed') return { decidedAt: now }
  if (request.kind === 'appealed') return { reviewedBy: nextAbove(chain, stored.reviewedBy) }
  return {}
}

function factsOf({ stored, request, chain }: Taking): Record<string, string | null> {
  if (request.kind === 'assigned') return { verifier: request.verifier }
  if (request.kind === 'noted') return { person: request.person }
  if (request.kind === 'confirmed') return { category: request.category }
  if (request.kind === 'frozen') return { person: stored.employeeId }
  if (request.kind === 'appealed') return { reviewedBy: nextAbove(chain, stored.reviewedBy) }
  return {}
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The input was refused.', { fields: [field] })
}
