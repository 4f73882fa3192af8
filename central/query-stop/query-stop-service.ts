/** Stops of all queries: proposed by one, signed by another, and lifted the same way. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntry, LogEntryKind } from '#contract/log-entry.ts'
import {
  imposeOperation,
  liftOperation,
  type QueryStop,
  type StopInForce,
  type StopRequest,
} from '#contract/query-stop.ts'
import { administratorRoles } from '#contract/role.ts'
import { judgeStopStep, type StepRefusal, type StopStep } from './judge-stop-step.ts'
import * as repository from './query-stop-repository.ts'

export interface QueryStopService {
  list(caller: SessionCaller): Promise<QueryStop[]>
  /** How many wait for a signature that the caller may give. */
  countMine(caller: SessionCaller): Promise<number>
  inForce(caller: SessionCaller): Promise<StopInForce[]>
  /** @throws {AppError} `not-found` for an institution outside the caller's subtree, `institution-closed`. */
  propose(request: StopRequest, caller: SessionCaller): Promise<QueryStop[]>
  /** @throws {AppError} `forbidden` for one's own proposal, `conflict` when it is not proposed any more, `signature-refused`. */
  impose(id: string, signature: Signature, caller: SessionCaller): Promise<QueryStop[]>
  /** A proposed stop, or a proposed lifting. @throws {AppError} `conflict`, `forbidden`. */
  withdraw(id: string, caller: SessionCaller): Promise<QueryStop[]>
  /** @throws {AppError} `conflict`, `forbidden` for people below who imposed it. */
  proposeLifting(id: string, reason: string, caller: SessionCaller): Promise<QueryStop[]>
  lift(id: string, signature: Signature, caller: SessionCaller): Promise<QueryStop[]>
  /** For decisions: what is in force over an institution, and that it stays so until the transaction has ended. */
  lockOver(tx: Transaction, institution: string): Promise<StopInForce[]>
  over(queryable: Queryable, institution: string): Promise<StopInForce[]>
}

export interface QueryStopDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: InstitutionService
  readonly signatures: SignatureService
  readonly events: EventService
  readonly clock: Clock
}

export function createQueryStopService(dependencies: QueryStopDependencies): QueryStopService {
  const { database, audit, institutions, signatures, events, clock } = dependencies
  return { list, countMine, inForce, propose, impose, withdraw, proposeLifting, lift, lockOver, over }

  async function list(caller: SessionCaller): Promise<QueryStop[]> {
    return (await repository.listStops(database, caller.user.institution)).map(publicView)
  }

  async function countMine(caller: SessionCaller): Promise<number> {
    const waiting = (await repository.listStops(database, caller.user.institution)).filter(
      ({ state }) => state === 'proposed' || state === 'lifting',
    )
    const refusals = await Promise.all(
      waiting.map((stop) => refusalOf(database, stop.state === 'proposed' ? 'impose' : 'lift', stop, caller)),
    )
    return refusals.filter((refused) => refused === undefined).length
  }

  async function inForce({ user }: SessionCaller): Promise<StopInForce[]> {
    const isAdministrator = administratorRoles.some((role) => role === user.role)
    if (!isAdministrator) return over(database, user.institution)
    const stops = await repository.listStops(database, user.institution)
    return stops.filter(({ state }) => state === 'in-force' || state === 'lifting').map(inForceView)
  }

  async function lockOver(tx: Transaction, institution: string): Promise<StopInForce[]> {
    const [, stops] = await Promise.all([repository.holdOffStops(tx), over(tx, institution)])
    return stops
  }

  async function over(queryable: Queryable, institution: string): Promise<StopInForce[]> {
    return (await repository.listStopsOver(queryable, institution)).map(inForceView)
  }

  async function propose(request: StopRequest, caller: SessionCaller): Promise<QueryStop[]> {
    const { employeeId: by, institution: from } = caller.user
    await inTransaction(database, async (tx) => {
      await institutions.requireWithin(tx, request.institution, caller)
      await institutions.lockOpen(tx, request.institution)
      if (!(await repository.insertStop(tx, request, { by, from, at: clock() }))) return
      await record(tx, 'query-stop.proposed', request, caller)
      await tellAbove(tx, request.institution)
    })
    return list(caller)
  }

  async function impose(id: string, signature: Signature, caller: SessionCaller): Promise<QueryStop[]> {
    const stop = await requireStep('impose', id, caller)
    const challenge = await signatures.confirm(imposeOperation(stop), signature, caller)
    await step('impose', id, caller, async (tx, locked) => {
      const by = caller.user.employeeId
      const from = await higherOf(tx, locked.proposedIn, caller.user.institution)
      await repository.waitForDecisions(tx)
      await repository.saveImposed(tx, id, { by, at: clock(), from })
      await record(tx, 'query-stop.imposed', locked, caller, { proposedBy: locked.proposedBy, challenge })
      await tellSubtree(tx, locked.institution)
    })
    return list(caller)
  }

  async function withdraw(id: string, caller: SessionCaller): Promise<QueryStop[]> {
    await requireStep('withdraw', id, caller)
    await step('withdraw', id, caller, async (tx, locked) => {
      if (locked.state === 'lifting') {
        await repository.saveLiftingWithdrawn(tx, id)
        await record(tx, 'query-stop.lifting-withdrawn', locked, caller)
      } else {
        await repository.saveWithdrawn(tx, id, { by: caller.user.employeeId, at: clock() })
        await record(tx, 'query-stop.withdrawn', locked, caller)
      }
      await tellAbove(tx, locked.institution)
    })
    return list(caller)
  }

  async function proposeLifting(id: string, reason: string, caller: SessionCaller): Promise<QueryStop[]> {
    await requireStep('propose-lifting', id, caller)
    await step('propose-lifting', id, caller, async (tx, locked) => {
      await repository.saveLiftingProposed(tx, id, { by: caller.user.employeeId, at: clock(), reason })
      await record(tx, 'query-stop.lifting-proposed', locked, caller)
      await tellAbove(tx, locked.institution)
    })
    return list(caller)
  }

  async function lift(id: string, signature: Signature, caller: SessionCaller): Promise<QueryStop[]> {
    const stop = await requireStep('lift', id, caller)
    const challenge = await signatures.confirm(liftOperation(stop, stop.liftingReason ?? ''), signature, caller)
    await step('lift', id, caller, async (tx, locked) => {
      if (locked.liftingReason !== stop.liftingReason) throw refusal('wrong-state')
      await repository.saveLifted(tx, id, { by: caller.user.employeeId, at: clock() })
      const proposedBy = locked.liftingProposedBy
      await record(tx, 'query-stop.lifted', locked, caller, { proposedBy, challenge })
      await tellSubtree(tx, locked.institution)
    })
    return list(caller)
  }

  /** Before anything is signed. A step that may not be taken is an entry of the log. */
  async function requireStep(step: StopStep, id: string, caller: SessionCaller): Promise<repository.StoredStop> {
    const stop = await repository.findStop(database, id)
    if (!stop) throw unknown()
    const refused = await refusalOf(database, step, stop, caller)
    if (refused === undefined) return stop
    const facts = { step, reason: refused, institution: stop.institution }
    await audit.recordAlone(entryOf('query-stop.refused', caller, { object: id, facts }))
    throw refusal(refused)
  }

  /** The same again with the row locked: between looking and doing somebody may have been faster. */
  async function step(
    name: StopStep,
    id: string,
    caller: SessionCaller,
    take: (tx: Transaction, stop: repository.StoredStop) => Promise<void>,
  ): Promise<void> {
    await inTransaction(database, async (tx) => {
      const locked = await repository.lockStop(tx, id)
      if (!locked) throw unknown()
      const refused = await refusalOf(tx, name, locked, caller)
      if (refused) throw refusal(refused)
      await take(tx, locked)
    })
  }

  async function refusalOf(
    queryable: Queryable,
    step: StopStep,
    stop: repository.StoredStop,
    { user }: SessionCaller,
  ): Promise<StepRefusal | undefined> {
    if (!(await institutions.isWithin(queryable, stop.institution, user.institution))) {
      // One from above is seen by whom it covers, but not his to change.
      if (await institutions.isWithin(queryable, user.institution, stop.institution)) return 'imposed-from-above'
      throw unknown()
    }
    const standsAtOrAboveImposer =
      stop.imposedIn === null || (await institutions.isWithin(queryable, stop.imposedIn, user.institution))
    return judgeStopStep(step, stop, { employeeId: user.employeeId, standsAtOrAboveImposer })
  }

  /** Both stand above the institution that is stopped, so that one of them stands above the other. */
  async function higherOf(tx: Transaction, one: string, other: string): Promise<string> {
    return (await institutions.isWithin(tx, other, one)) ? one : other
  }

  async function record(
    tx: Transaction,
    kind: LogEntryKind,
    { id, institution, cause }: Pick<StopRequest, 'id' | 'institution' | 'cause'>,
    caller: SessionCaller,
    more: LogEntry['facts'] = {},
  ): Promise<void> {
    await audit.record(tx, entryOf(kind, caller, { object: id, facts: { institution, cause, ...more } }))
  }

  /** Who can sign it. */
  async function tellAbove(tx: Transaction, institution: string): Promise<void> {
    for (const { code } of await institutions.above(tx, institution)) await events.toDoChanged(tx, code)
  }

  /** Whoever may not ask now, or may again, and who answers for them. */
  async function tellSubtree(tx: Transaction, institution: string): Promise<void> {
    const concerned = [
      ...(await institutions.subtreeOf(tx, institution)),
      ...(await institutions.above(tx, institution)),
    ]
    await events.queryStopChanged(tx, [...new Set(concerned.map(({ code }) => code))])
    await tellAbove(tx, institution)
  }
}

function unknown(): AppError {
  return new AppError('not-found', 'There is no such stop in your subtree.')
}

function refusal(why: StepRefusal): AppError {
  if (why === 'wrong-state') return new AppError('conflict', 'The stop is not in the state for this any more.')
  return new AppError('forbidden', `This step is not for you: ${why}.`)
}

function publicView(stored: repository.StoredStop): QueryStop {
  const { id, institution, institutionName, cause, reason, state, proposedBy, decidedBy, imposedIn, liftedBy } = stored
  const { liftingReason, liftingProposedBy, liftingProposedAt } = stored
  return {
    ...{ id, institution, institutionName, cause, reason, state, proposedBy, decidedBy, imposedIn, liftedBy },
    proposedAt: stored.proposedAt.toISOString(),
    decidedAt: stored.decidedAt?.toISOString() ?? null,
    lifting:
      liftingReason !== null && liftingProposedBy !== null && liftingProposedAt !== null
        ? { reason: liftingReason, proposedBy: liftingProposedBy, proposedAt: liftingProposedAt.toISOString() }
        : null,
    liftedAt: stored.liftedAt?.toISOString() ?? null,
  }
}

function inForceView(stored: repository.StoredStop): StopInForce {
  const { id, institution, institutionName, cause, reason, decidedAt, proposedAt } = stored
  return { id, institution, institutionName, cause, reason, since: (decidedAt ?? proposedAt).toISOString() }
}
