/** Queries: decided in one transaction, asked of the bureau at most once, answered with a sealed report. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import type { BusinessService } from '#central/business/business-service.ts'
import type { CalendarService } from '#central/calendar/calendar-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import type { ConsentService } from '#central/consents/consent-service.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { UserStandingService } from '#central/identity/user-standing-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { ItemCheckQueue } from '#central/item-checks/item-check-queue-service.ts'
import type { DecisionWatchService } from '#central/monitoring/decision-watch-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { QueryStopService } from '#central/query-stop/query-stop-service.ts'
import type { ReleaseService } from '#central/releases/release-service.ts'
import type { ReportService } from '#central/reports/report-service.ts'
import type { StaffRelationService } from '#central/staff/staff-relation-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { TrainingStandingService } from '#central/training/training-standing-service.ts'
import type { Decision } from '#contract/decision.ts'
import { AppError } from '#contract/failure.ts'
import { purposeCode } from '#contract/purpose.ts'
import { type Allowance, type Query, QueryRequest } from '#contract/query.ts'
import { kindOfSubject, type Subject } from '#contract/subject.ts'
import type { QueryId } from '#contract/values.ts'
import { createAllowance } from './allowance.ts'
import { createBureauDesk } from './bureau-desk.ts'
import { decideQuery } from './decide-query.ts'
import {
  businessFacts,
  consentFacts,
  feedFacts,
  placeFacts,
  provinceOfIdNumber,
  releaseFacts,
  standingFacts,
  stopFacts,
  volumeFacts,
} from './gather-facts.ts'
import type { QueryFacts } from './query-facts.ts'
import * as repository from './query-repository.ts'
import { publicView } from './query-view.ts'
import { factsOf, hashOf, isSame, originOf } from './recorded-query.ts'
import { runsAfter } from './sequence-runs.ts'
import { findPreviousQuery, readVolume } from './volume-repository.ts'

export interface QueryService {
  /**
   * Decides and, when allowed, asks the bureau. The same id again gives the same query.
   *
   * @throws {AppError} `conflict` when the id was used for something else; `bureau-unavailable` when the query is allowed
   *   and recorded but the bureau has not answered: it is reconciled, not asked again by the officer.
   */
  ask(request: QueryRequest, caller: SessionCaller): Promise<Query>
  /**
   * Asks what was blocked, by a release that was given for it. The same query id again gives the same query.
   *
   * @throws {AppError} `not-found`, `conflict` when the release was not granted; and what `ask` throws.
   */
  askReleased(releaseId: string, queryId: QueryId, caller: SessionCaller): Promise<Query>
  get(id: string, caller: SessionCaller): Promise<Query>
  /** The caller's queries of today, and older ones whose report can still be opened. */
  listCurrent(caller: SessionCaller): Promise<Query[]>
  allowance(caller: SessionCaller): Promise<Allowance>
  /**
   * Completes allowed queries that lost their answer: looks it up, and asks only when the bureau knows nothing. A bureau
   * that cannot be reached leaves them for the next time.
   */
  reconcile(olderThanMs: number): Promise<number>
}

export interface QueryDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly calendar: CalendarService
  readonly institutions: InstitutionService
  readonly users: UserStandingService
  readonly subjects: SubjectService
  readonly staffRelations: StaffRelationService
  readonly watch: DecisionWatchService
  readonly businesses: BusinessService
  readonly consents: ConsentService
  readonly reports: ReportService
  readonly releases: ReleaseService
  readonly stops: Pick<QueryStopService, 'lockOver' | 'over'>
  readonly itemChecks: ItemCheckQueue
  readonly training: TrainingStandingService
  readonly bureau: BureauAdapter
  readonly clock: Clock
}

interface RecordedDecision {
  readonly policyHash: string | null
  readonly query: QueryRequest & { readonly askedAt: Date; readonly decision: Decision }
  readonly commitment: string | null
  readonly caller: SessionCaller
}

interface Asking {
  readonly request: QueryRequest
  readonly requestHash: Uint8Array
  readonly caller: SessionCaller
  readonly releaseId: string | undefined
}

interface GatheredFacts {
  readonly consent: Awaited<ReturnType<ConsentService['find']>>
  readonly release: Awaited<ReturnType<ReleaseService['lockOwn']>> | undefined
}

/** A query of this id is there; this transaction writes nothing. */
class DecidedBefore extends Error {}

export function createQueryService(dependencies: QueryDependencies): QueryService {
  const {
    database,
    audit,
    policy,
    calendar,
    institutions,
    users,
    subjects,
    businesses,
    consents,
    releases,
    stops,
    staffRelations,
    watch,
    itemChecks,
    clock,
  } = dependencies
  const desk = createBureauDesk(dependencies)
  return {
    ask: (request, caller) => ask(request, caller),
    askReleased,
    get,
    listCurrent,
    allowance: createAllowance(dependencies),
    reconcile: desk.reconcile,
  }

  async function ask(request: QueryRequest, caller: SessionCaller, releaseId?: string): Promise<Query> {
    const requestHash = hashOf(releaseId === undefined ? request : { ...request, releaseId })
    const mine = await decideOnce({ request, requestHash, caller, releaseId })
    const query = mine ?? (await getOwn(request.id, caller))
    if (!isSame(query.requestHash, requestHash)) {
      throw new AppError('conflict', 'This query id was used for another query.')
    }
    // Only the request that wrote the decision asks; a repeated one waits for its answer or for the reconciliation.
    if (!mine || query.state !== 'asking') return view(query)

    await desk.ask(query)
    return get(request.id, caller)
  }

  async function askReleased(releaseId: string, queryId: QueryId, caller: SessionCaller): Promise<Query> {
    const { state, subjectId, purpose, businessReference, consentId } = await releases.findOwn(releaseId, caller)
    if (state !== 'granted' && state !== 'used') throw new AppError('conflict', 'This release was not granted.')
    const subject = await subjects.reveal(database, subjectId)
    const request = QueryRequest.parse({ id: queryId, subject, purpose, businessReference, consentId })
    return ask(request, caller, releaseId)
  }

  /** @returns The query when this call wrote its decision; `undefined` when another one was faster. */
  async function decideOnce(asking: Asking): Promise<repository.StoredQuery | undefined> {
    try {
      return await inTransaction(database, (tx) => decide(tx, asking))
    } catch (error) {
      if (error instanceof DecidedBefore) return undefined
      throw error
    }
  }

  async function decide(tx: Transaction, asking: Asking): Promise<repository.StoredQuery> {
    const { request, requestHash, caller } = asking
    const inForce = await policy.current(tx)
    const { facts, subject, consent, release } = await gatherFacts(tx, asking)
    const decision = decideQuery(facts, inForce)
    const consentId = facts.consent ? request.consentId : null
    const state = decision.outcome === 'allowed' ? 'asking' : 'blocked'
    const about = { ...request, consentId, subjectId: subject.id, askedAt: new Date(facts.now) }
    const query = { ...originOf(caller), ...about, requestHash, state, decision, facts } as const
    // Both go on their way at once; what was written for a query that is there already is rolled back.
    const [isNew] = await Promise.all([
      repository.insertQuery(tx, query),
      recordDecision(tx, {
        query: { ...about, decision },
        policyHash: policy.hashOf(inForce),
        commitment: subject.commitment,
        caller,
      }),
    ])
    if (!isNew) throw new DecidedBefore()
    await watch.watch(tx, { decision, query: request.id, caller, monitoring: inForce.body.monitoring })
    if (decision.outcome === 'allowed') await followUp(tx, query, { consent, release, caller })
    return { ...query, report: null }
  }

  /** What goes with a query that goes to the bureau: its consent is checked, its release is used up. */
  async function followUp(
    tx: Transaction,
    query: repository.NewQuery,
    { consent, release, caller }: Pick<GatheredFacts, 'consent' | 'release'> & { caller: SessionCaller },
  ): Promise<void> {
    if (consent) await itemChecks.enqueue(tx, { ...query, consentRegisteredBy: consent.registeredBy })
    if (release && query.decision.released.length > 0) await releases.use(tx, release, { queryId: query.id, caller })
  }

  async function recordDecision(
    tx: Transaction,
    { query, policyHash, commitment, caller }: RecordedDecision,
  ): Promise<void> {
    const { id, purpose, businessReference, consentId, decision, askedAt } = query
    if (decision.outcome === 'allowed' && consentId) await consents.markUsed(tx, consentId, askedAt)
    const facts = { ...factsOf(decision), policyHash, purpose, businessReference, consent: consentId }
    await audit.record(tx, entryOf('query.decided', caller, { object: id, subjectCommitment: commitment, facts }))
  }

  /** Two rounds to the database: in each the statements go one behind the other and are answered in this order. */
  async function gatherFacts(tx: Transaction, { request, caller, releaseId }: Asking) {
    const now = clock()
    const local = shanghaiTime(now)
    const { id: userId, institution } = caller.user
    const [stopsHere, standing, subject, relation, business, feedAt, consent, path, day, training] = await Promise.all([
      stops.lockOver(tx, institution),
      // Locks the user, so that two queries at once are counted one after the other: before the count.
      users.lock(tx, userId),
      subjects.identify(tx, request.subject),
      staffRelations.relationOf(tx, request.subject, caller.user.employeeId),
      businesses.find(tx, request.businessReference),
      businesses.feedReceivedAt(tx),
      request.consentId ? consents.find(tx, request.consentId) : undefined,
      institutions.above(tx, institution),
      calendar.dayOf(tx, local.day),
      dependencies.training.standingOf(tx, userId, local.day),
    ])
    const startOfDay = startOfShanghaiDay(local.day)
    const kind = kindOfSubject(request.subject)
    const [volume, runs] = await Promise.all([
      readVolume(tx, { userId, institution, subjectId: subject.id, kind, now, startOfDay }),
      runsOf(tx, { userId, since: startOfDay, subject: request.subject }),
    ])
    const release = releaseId === undefined ? undefined : await releases.lockOwn(tx, releaseId, caller)
    const isOwnConsent = consent?.institution === institution
    const facts: QueryFacts = {
      purpose: purposeCode(request.purpose),
      businessReference: request.businessReference,
      subject: { kind, province: provinceOfIdNumber(request.subject), ...relation },
      user: { ...standingFacts(standing, kind), ...placeFacts(path), trainingOverdueSince: training.overdueSince },
      business: businessFacts(business, subject.id),
      businessFeed: feedFacts(feedAt),
      consent: consent && isOwnConsent ? consentFacts(consent, subject.id, kind) : null,
      volume: volumeFacts(volume, runs, now),
      release: release ? releaseFacts(release, request, subject.id) : null,
      stops: stopFacts(stopsHere),
      now: now.toISOString(),
      dayKind: day.kind,
    }
    return { facts, subject, consent, release }
  }

  async function runsOf(
    tx: Transaction,
    { userId, since, subject }: { userId: string; since: Date; subject: Subject },
  ) {
    const previous = await findPreviousQuery(tx, userId, since)
    const before = previous && subjects.open({ id: previous.subjectId, sealed: previous.sealed })
    return runsAfter(previous && before && { ...previous, subject: before }, subject)
  }

  async function get(id: string, caller: SessionCaller): Promise<Query> {
    return view(await getOwn(id, caller))
  }

  async function view(query: repository.StoredQuery): Promise<Query> {
    return publicView(query, (await releases.statesOf(database, [query.id])).get(query.id))
  }

  async function getOwn(id: string, caller: SessionCaller): Promise<repository.StoredQuery> {
    const query = await repository.findQuery(database, id)
    if (!query || query.userId !== caller.user.id) throw new AppError('not-found', 'There is no such query.')
    return query
  }

  async function listCurrent(caller: SessionCaller): Promise<Query[]> {
    const now = clock()
    const since = startOfShanghaiDay(shanghaiTime(now).day)
    const queries = await repository.listCurrentQueries(database, caller.user.id, { since, now })
    const states = await releases.statesOf(
      database,
      queries.map(({ id }) => id),
    )
    return queries.map((query) => publicView(query, states.get(query.id)))
  }
}
