/** Users in the hands of administrators: rights, suspension, stop, yearly confirmation, and what the HR feed brings. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryMakerOf, entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SuspensionService } from '#central/suspensions/suspension-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { canConfirm, isValidUntil, rightsProblem } from '#contract/rules/judge-rights.ts'
import type { StaffChange } from '#contract/staff-feed.ts'
import {
  confirmationOperation,
  type Rights,
  rightsOperation,
  type Suspension,
  stopOperation,
  suspensionOperation,
  type UserRow,
} from '#contract/user.ts'
import * as repository from './user-administration-repository.ts'

type Signed<T> = T & { readonly signature: Signature }

export interface UserAdministrationService {
  list(caller: SessionCaller): Promise<UserRow[]>
  /** @throws {AppError} `not-found` outside the caller's subtree. */
  changesOf(employeeId: string, caller: SessionCaller): Promise<Awaited<ReturnType<typeof repository.listChanges>>>
  /** @throws {AppError} `signature-refused`, `not-found`, `forbidden` for oneself, `invalid-input`, `user-not-active`. */
  setRights(employeeId: string, request: Signed<Rights>, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `signature-refused`, `not-found`, `forbidden` for oneself, `user-not-active`. */
  suspend(employeeId: string, request: Signed<Suspension>, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `signature-refused`, `not-found`, `forbidden` for oneself, `user-not-active`. */
  stop(employeeId: string, request: Signed<Suspension>, caller: SessionCaller): Promise<void>
  /** All of them or none. @throws {AppError} `signature-refused`, `not-found`, `forbidden`, `invalid-input`, `user-not-active`. */
  confirm(request: Signed<{ employeeIds: readonly string[]; until: string }>, caller: SessionCaller): Promise<void>
  /** A leaver's user is stopped, a mover's rights rest until they are adjusted; running sessions end. */
  followStaffChange(tx: Transaction, change: StaffChange, caller: SessionCaller): Promise<void>
}

export interface UserAdministrationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly signatures: SignatureService
  readonly sessions: Pick<SessionService, 'endForUser'>
  readonly suspensions: Pick<SuspensionService, 'suspend'>
  readonly clock: Clock
}

export function createUserAdministrationService(
  dependencies: UserAdministrationDependencies,
): UserAdministrationService {
  const { database, audit, policy, institutions, signatures, sessions, suspensions, clock } = dependencies
  return { list, changesOf, setRights, suspend, stop, confirm, followStaffChange }

  function list(caller: SessionCaller): Promise<UserRow[]> {
    return repository.listUsersBelow(database, caller.user.institution)
  }

  async function changesOf(employeeId: string, caller: SessionCaller) {
    await inTransaction(database, (tx) => lock(tx, employeeId, caller))
    return repository.listChanges(database, employeeId)
  }

  async function setRights(employeeId: string, { signature, ...rights }: Signed<Rights>, caller: SessionCaller) {
    const challenge = await signatures.confirm(rightsOperation(employeeId, rights), signature, caller)
    await inTransaction(database, async (tx) => {
      const user = await lockOther(tx, employeeId, caller)
      // What rights somebody has who is suspended, his way back decides.
      if (user.status !== 'active') throw notActive()
      const problem = rightsProblem(rights, user.role, await limits(tx))
      if (problem) throw wrong(problem)
      await repository.saveRights(tx, user.id, { ...rights, until: endOfDay(rights.until) }, clock())
      await noteChange(tx, user, { kind: 'rights-set' }, caller)
      const { subjectKinds, purposes, until } = rights
      const facts = { challenge, subjectKinds, purposes, until }
      await audit.record(tx, entryOf('user.rights-set', caller, { object: employeeId, facts }))
    })
  }

  async function suspend(employeeId: string, { signature, cause, note }: Signed<Suspension>, caller: SessionCaller) {
    const challenge = await signatures.confirm(suspensionOperation(employeeId, cause), signature, caller)
    await inTransaction(database, async (tx) => {
      const user = await lockOther(tx, employeeId, caller)
      if (user.status === 'stopped') throw notActive()
      const order = { userId: user.id, cause, note, by: caller.user.employeeId, facts: { challenge } }
      if (!(await suspensions.suspend(tx, { ...order, entry: entryMakerOf(caller) }))) throw notActive()
    })
  }

  async function stop(employeeId: string, { signature, cause, note }: Signed<Suspension>, caller: SessionCaller) {
    const challenge = await signatures.confirm(stopOperation(employeeId, cause), signature, caller)
    await inTransaction(database, async (tx) => {
      const user = await lockOther(tx, employeeId, caller)
      if (user.status === 'stopped') throw notActive()
      await repository.stopUser(tx, user.id, clock())
      await sessions.endForUser(tx, user.id, 'user-stopped')
      await noteChange(tx, user, { kind: 'stopped', cause, note }, caller)
      await audit.record(tx, entryOf('user.stopped', caller, { object: employeeId, facts: { challenge, cause } }))
    })
  }

  async function confirm(
    { employeeIds, until, signature }: Signed<{ employeeIds: readonly string[]; until: string }>,
    caller: SessionCaller,
  ): Promise<void> {
    const operation = confirmationOperation(caller.user.institution, employeeIds, until)
    const challenge = await signatures.confirm(operation, signature, caller)
    await inTransaction(database, async (tx) => {
      if (!isValidUntil(until, await limits(tx))) throw wrong('until')
      // Always in one order, so that two lists at once do not wait for each other.
      for (const employeeId of [...new Set(employeeIds)].sort()) {
        const user = await lockOther(tx, employeeId, caller)
        if (!canConfirm(user)) throw notActive()
        await repository.confirmRights(tx, user.id, { until: endOfDay(until), at: clock() })
        await noteChange(tx, user, { kind: 'rights-confirmed' }, caller)
        const facts = { challenge, until }
        await audit.record(tx, entryOf('user.rights-confirmed', caller, { object: employeeId, facts }))
      }
    })
  }

  async function followStaffChange(tx: Transaction, change: StaffChange, caller: SessionCaller): Promise<void> {
    const user = change.hasUser ? await repository.lockUser(tx, change.employeeId) : undefined
    if (!user) return
    if (change.kind === 'leave') {
      await repository.stopUser(tx, user.id, clock())
      await sessions.endForUser(tx, user.id, 'employee-left')
      await noteChange(tx, user, { kind: 'left' }, caller)
      const by = caller.user.employeeId
      await suspensions.suspend(tx, { userId: user.id, cause: 'left', by, entry: entryMakerOf(caller) })
    }
    if (change.kind === 'move') {
      await repository.restRights(tx, user.id, { at: clock(), day: change.effectiveOn })
      await sessions.endForUser(tx, user.id, 'employee-moved')
      await noteChange(tx, user, { kind: 'moved' }, caller)
    }
  }

  async function lock(tx: Transaction, employeeId: string, caller: SessionCaller): Promise<repository.LockedUser> {
    const user = await repository.lockUser(tx, employeeId)
    if (!user || !(await institutions.isWithin(tx, user.institution, caller.user.institution)))
      throw new AppError('not-found', 'There is no such user in your subtree.')
    return user
  }

  /** Nobody changes his own rights or state. */
  async function lockOther(tx: Transaction, employeeId: string, caller: SessionCaller) {
    if (employeeId === caller.user.employeeId) throw new AppError('forbidden', 'Nobody administers himself.')
    return lock(tx, employeeId, caller)
  }

  async function noteChange(
    tx: Transaction,
    user: repository.LockedUser,
    what: Pick<repository.UserChange, 'kind' | 'cause' | 'note'>,
    caller: SessionCaller,
  ): Promise<void> {
    const change = { ...what, userId: user.id, changedBy: caller.user.employeeId, changedAt: clock() }
    await repository.insertChange(tx, change)
  }

  async function limits(tx: Transaction) {
    const { validDays } = (await policy.current(tx)).body.rights
    return { today: shanghaiTime(clock()).day, maxDays: validDays }
  }
}

/** The moment at which the day after begins in Asia/Shanghai: the last day counts whole. */
function endOfDay(day: string): Date {
  return new Date(startOfShanghaiDay(day).getTime() + 86_400_000)
}

function notActive(): AppError {
  return new AppError('user-not-active', 'The user is not in a state for this.')
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The input was refused.', { fields: [field] })
}
