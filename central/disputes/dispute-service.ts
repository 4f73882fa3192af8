/** The register of disputes: taken, checked, answered in time, with a letter; what is overdue goes up the tree. */

import { createHash } from 'node:crypto'
import type { AttachmentService, MaySee } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { DisputableQuery, Dispute, NewDispute, NewDisputeStep } from '#contract/dispute.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import { dayAfter, disputeDueOn } from '#contract/rules/dispute-clock.ts'
import { stepsAfter } from '#contract/rules/dispute-steps.ts'
import * as repository from './dispute-repository.ts'
import { createDisputeView } from './dispute-view.ts'
import { type LetterContent, letterOf } from './letter-content.ts'

export interface DisputeService {
  /**
   * @throws {AppError} `invalid-input` for a day of receipt that is to come or long past, and for a query of another
   * subject or beyond the caller's reach; `conflict` when the id is in use.
   */
  register(dispute: NewDispute, caller: SessionCaller): Promise<Dispute>
  /** @throws {AppError} `not-found` outside the caller's subtree, `conflict` out of order. */
  step(id: string, step: NewDisputeStep, caller: SessionCaller): Promise<Dispute>
  list(caller: SessionCaller): Promise<Dispute[]>
  queriesOf(reference: string, caller: SessionCaller): Promise<DisputableQuery[]>
  /** The answer as a letter; making it is an entry of the log. @throws {AppError} `not-found` before it is answered. */
  letter(id: string, caller: SessionCaller): Promise<Uint8Array>
  /** How many wait for the caller's institution: due soon there, or taken up to it. */
  countPressing(caller: SessionCaller): Promise<number>
  mayReadAttachments: MaySee
}

/** What other domains hear of a dispute that says the bank should not have asked. */
export interface QueryComplaint {
  readonly dispute: string
  readonly institution: string
  readonly query: string
  readonly employeeId: string
}

export interface DisputeDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly subjects: SubjectService
  readonly attachments: AttachmentService
  /** A dispute against a query has been registered; called in its transaction. */
  readonly onQueryContested: (tx: Transaction, complaint: QueryComplaint) => Promise<void>
  readonly makeLetter: (content: LetterContent) => Promise<Uint8Array>
  readonly clock: Clock
}

/** A dispute handed in longer ago than this was not lost on a desk: it is a wrong date. */
const longestDelayDays = 90

export function createDisputeService(dependencies: DisputeDependencies): DisputeService {
  const { database, audit, policy, events, institutions, subjects, attachments, onQueryContested, clock } = dependencies
  const view = createDisputeView({ policy, subjects, attachments, clock })
  return { register, step, list, queriesOf, letter, countPressing, mayReadAttachments: mayRead }

  async function register(dispute: NewDispute, caller: SessionCaller): Promise<Dispute> {
    const known = await repository.findDispute(database, dispute.id)
    if (known) return repeated(known, dispute, caller)
    refuseDay(dispute.receivedOn)
    await inTransaction(database, async (tx) => {
      const subject = await subjects.identify(tx, dispute.subject)
      const query = await requireQuery(tx, { dispute, subjectId: subject.id, caller })
      const { answerDays } = (await policy.current(tx)).body.disputes
      const dueOn = disputeDueOn(dispute.receivedOn, answerDays)
      const { id, kind, receivedOn } = dispute
      const institution = query?.institution ?? caller.user.institution
      const row = { ...dispute, institution, subjectId: subject.id, takenById: caller.user.id, dueOn }
      if (!(await repository.insertDispute(tx, row))) throw new AppError('conflict', 'This dispute id is in use.')
      await write(tx, id, { kind: 'taken', detail: null, text: dispute.contested, caller })
      await attachments.attach(tx, { kind: 'dispute', id }, { files: dispute.attachments, caller })
      const facts = {
        kind,
        receivedOn,
        dueOn,
        owner: institution,
        query: dispute.query,
        attachments: dispute.attachments.length,
      }
      const about = { object: id, subjectCommitment: subject.commitment, facts }
      await audit.record(tx, entryOf('dispute.registered', caller, about))
      if (query && kind === 'query-record')
        await onQueryContested(tx, { dispute: id, institution, query: query.id, employeeId: query.employeeId })
      await events.toDoChanged(tx, institution)
    })
    return get(dispute.id)
  }

  async function step(id: string, next: NewDisputeStep, caller: SessionCaller): Promise<Dispute> {
    await inTransaction(database, async (tx) => {
      const stored = await repository.lockDispute(tx, id)
      if (!stored) throw noDispute()
      await institutions.requireWithin(tx, stored.institution.code, caller)
      if (!stepsAfter(stored.state).includes(next.kind))
        throw new AppError('conflict', `A dispute that is ${stored.state} cannot be ${next.kind}.`)
      await write(tx, id, { ...next, caller })
      const facts = {
        detail: next.detail,
        dueOn: stored.dueOn,
        owner: stored.institution.code,
        text: hashOf(next.text),
      }
      await record(tx, `dispute.${next.kind}`, { id, facts, caller })
      await events.toDoChanged(tx, stored.institution.code)
    })
    return get(id)
  }

  async function list({ user }: SessionCaller): Promise<Dispute[]> {
    if (user.role === 'query-officer') return view.all(database, await repository.listTakenBy(database, user.id))
    const codes = (await institutions.subtreeOf(database, user.institution)).map(({ code }) => code)
    return view.all(database, await repository.listOfInstitutions(database, codes))
  }

  async function queriesOf(reference: string, caller: SessionCaller): Promise<DisputableQuery[]> {
    const found = await repository.listQueries(database, reference)
    const reachable = []
    for (const query of found) if (await canReach(database, query, caller)) reachable.push(query)
    return reachable.map(({ institution: _, userId: __, subjectId: ___, ...query }) => query)
  }

  async function letter(id: string, caller: SessionCaller): Promise<Uint8Array> {
    const stored = await repository.findDispute(database, id)
    if (!stored || !(await isShown(database, stored, caller))) throw noDispute()
    const subject = await subjects.reveal(database, stored.subjectId)
    const answeredOn = shanghaiTime(stored.answeredAt ?? clock()).day
    const bytes = await dependencies.makeLetter(letterOf(stored, subject, answeredOn))
    await inTransaction(database, async (tx) => {
      const facts = { sha256: createHash('sha256').update(bytes).digest('hex'), owner: stored.institution.code }
      await record(tx, 'dispute.letter-made', { id, facts, caller })
    })
    return bytes
  }

  async function countPressing({ user }: SessionCaller): Promise<number> {
    if (user.role === 'query-officer') return 0
    const { warningDays } = (await policy.current()).body.disputes
    return repository.countPressing(database, user.institution, dayAfter(shanghaiTime(clock()).day, warningDays))
  }

  async function mayRead(queryable: Queryable, id: string, caller: SessionCaller): Promise<boolean> {
    const stored = await repository.findDispute(queryable, id)
    return stored !== undefined && (await isShown(queryable, stored, caller))
  }

  async function isShown(queryable: Queryable, stored: repository.StoredDispute, { user }: SessionCaller) {
    if (stored.takenById === user.id) return true
    const isAdministrator = user.role === 'institution-administrator' || user.role === 'head-office-administrator'
    return isAdministrator && (await institutions.isWithin(queryable, stored.institution.code, user.institution))
  }

  async function requireQuery(
    tx: Transaction,
    { dispute, subjectId, caller }: { dispute: NewDispute; subjectId: string; caller: SessionCaller },
  ): Promise<repository.QueryOfBusiness | undefined> {
    if (dispute.query === null) return undefined
    const query = await repository.findQuery(tx, dispute.query)
    if (!query || query.subjectId !== subjectId || !(await canReach(tx, query, caller)))
      throw new AppError('invalid-input', 'The query is another one.', { fields: ['query'] })
    return query
  }

  async function canReach(queryable: Queryable, query: repository.QueryOfBusiness, { user }: SessionCaller) {
    if (user.role === 'query-officer') return query.userId === user.id || query.institution === user.institution
    return institutions.isWithin(queryable, query.institution, user.institution)
  }

  function refuseDay(receivedOn: string): void {
    const today = shanghaiTime(clock()).day
    if (receivedOn > today || receivedOn < dayAfter(today, -longestDelayDays))
      throw new AppError('invalid-input', 'Nothing was received on that day.', { fields: ['receivedOn'] })
  }

  async function write(
    tx: Transaction,
    id: string,
    { caller, ...step }: Pick<repository.NewStep, 'kind' | 'detail' | 'text'> & { caller: SessionCaller },
  ): Promise<void> {
    await repository.insertStep(tx, id, { ...step, byUserId: caller.user.id, at: clock() })
  }

  async function record(
    tx: Transaction,
    kind: LogEntryKind,
    { id, facts, caller }: { id: string; facts: Parameters<typeof entryOf>[2]['facts']; caller: SessionCaller },
  ): Promise<void> {
    await audit.record(tx, entryOf(kind, caller, { object: id, facts }))
  }

  async function get(id: string): Promise<Dispute> {
    const stored = await repository.findDispute(database, id)
    const [dispute] = await view.all(database, stored ? [stored] : [])
    if (!dispute) throw new Error('A dispute just written is not there.')
    return dispute
  }

  async function repeated(known: repository.StoredDispute, asked: NewDispute, { user }: SessionCaller) {
    const isSame = known.takenById === user.id && known.kind === asked.kind && known.contested === asked.contested
    if (!isSame) throw new AppError('conflict', 'This dispute id is in use.')
    return get(known.id)
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function noDispute(): AppError {
  return new AppError('not-found', 'There is no such dispute.')
}
