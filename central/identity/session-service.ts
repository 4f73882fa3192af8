/** Sessions: opened with device proof, password and dynamic password; one per user; locked and ended by time, user and events. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { SessionCaller, WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PasswordState } from '#contract/password.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type {
  LockReason,
  LogInRequest,
  OpenedSession,
  Session,
  UnlockedSession,
  UnlockRequest,
} from '#contract/session.ts'
import { type CredentialRefusal, type CredentialService, refusalFailure } from './credential-service.ts'
import { type BuildRule, judgeBuild } from './judge-build.ts'
import { type SessionEntryAbout, sessionEntry } from './session-entry.ts'
import * as sessions from './session-repository.ts'
import * as users from './user-repository.ts'

// Activity is written at most this often, not at every request.
const touchEveryMs = 10_000
const dayMs = 86_400_000

export interface SessionService {
  /** @throws {AppError} `build-refused`, `credentials-refused`, `code-used` or `forbidden`; the log has the exact reason. */
  open(request: LogInRequest, caller: WorkstationCaller): Promise<OpenedSession>
  /**
   * Whose session a token is. Ends one that is too old, locks one whose user has done nothing for too long.
   *
   * @param idleSeconds Since the user's last input; left out, the request is no activity.
   * @throws {AppError} `session-ended` when the token is unknown, over, or another workstation's.
   */
  resume(token: string, caller: WorkstationCaller, idleSeconds?: number): Promise<SessionCaller>
  describe(caller: SessionCaller): Promise<Session>
  lock(caller: SessionCaller, reason: LockReason): Promise<void>
  /** @throws {AppError} `credentials-refused` or `code-used`; a wrong password or code counts as a guess. */
  unlock(request: UnlockRequest, caller: SessionCaller): Promise<UnlockedSession>
  close(caller: SessionCaller): Promise<void>
  /** Ends every session at a workstation, for a reason that goes into the log. */
  endAtWorkstation(tx: Transaction, workstationId: string, reason: string): Promise<void>
  /** Ends a user's session when it is at this workstation. */
  endOfUserAt(tx: Transaction, where: { userId: string; workstationId: string }, reason: string): Promise<void>
  /** Ends the user's session; a running client hears of it when the transaction commits, and closes. */
  endForUser(tx: Transaction, userId: string, reason: string): Promise<void>
}

export interface SessionDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly credentials: CredentialService
  readonly builds: BuildRule
  readonly clock: Clock
}

export function createSessionService(dependencies: SessionDependencies): SessionService {
  const { database, audit, policy, events, credentials, builds, clock } = dependencies

  return {
    open,
    resume,
    describe,
    lock,
    unlock,
    close,
    endAtWorkstation: (tx, workstation, reason) => end(tx, { workstation }, { caller: undefined, reason }),
    endOfUserAt: (tx, { userId: user, workstationId: workstation }, reason) =>
      end(tx, { user, workstation }, { caller: undefined, reason }),
    endForUser: (tx, user, reason) => end(tx, { user }, { caller: undefined, reason }),
  }

  async function open({ build, ...given }: LogInRequest, caller: WorkstationCaller): Promise<OpenedSession> {
    await refuseBuild(build, caller)
    const outcome = await inTransaction(database, async (tx) => {
      const found = await credentials.check(tx, given, caller)
      if ('user' in found) return { session: await admit(tx, found.user, caller) }
      await recordRefusal(tx, 'session.refused', found, { caller, id: null })
      return found
    })
    if ('session' in outcome) return outcome.session
    throw refusalFailure(outcome.refusal)
  }

  /** Before password and code, so that an old program costs nobody a guess. */
  async function refuseBuild(build: LogInRequest['build'], caller: WorkstationCaller): Promise<void> {
    const refusal = judgeBuild(build, builds)
    if (refusal === undefined) return
    const facts = { reason: refusal, build: build?.id.slice(0, 80) ?? null, version: build?.version ?? null }
    await audit.recordAlone(sessionEntry('session.refused', caller, { id: null, employeeId: null, facts }))
    throw new AppError('build-refused', 'This version of the program may not be used any more.')
  }

  async function admit(tx: Transaction, user: users.UserForLogin, caller: WorkstationCaller): Promise<OpenedSession> {
    const now = clock()
    const token = newToken()
    const id = randomUUID()
    const previousStart = await sessions.findPreviousStart(tx, user.id)
    await end(tx, { user: user.id }, { caller, reason: 'second-session' })
    const workstationId = caller.workstation.id
    const { isDue } = passwordStateOf(user, (await policy.current(tx)).body, now)
    const place = { userId: user.id, workstationId, startedAt: now, isPasswordDue: isDue }
    await sessions.insertSession(tx, { id, tokenHash: hashToken(token), ...place })
    const facts = isDue ? { isPasswordDue: true } : {}
    await audit.record(tx, sessionEntry('session.opened', caller, { id, employeeId: user.employeeId, facts }))
    return {
      token,
      ...(await sessionOf(tx, user, { workstationNumber: caller.workstation.number, startedAt: now })),
      previousStartedAt: previousStart?.toISOString() ?? null,
      isLocked: false,
    }
  }

  async function recordRefusal(
    tx: Transaction,
    kind: 'session.refused' | 'session.unlock-refused',
    { refusal, employeeId, userId, consequence }: CredentialRefusal,
    { caller, id }: { caller: WorkstationCaller; id: string | null },
  ): Promise<void> {
    const facts = { reason: refusal, consequence }
    await audit.record(tx, sessionEntry(kind, caller, { id, employeeId, facts }))
    if (consequence === 'suspended' && userId !== null)
      await end(tx, { user: userId }, { caller, reason: 'user-not-active' })
  }

  async function resume(token: string, caller: WorkstationCaller, idleSeconds?: number): Promise<SessionCaller> {
    const session = await sessions.findSession(database, hashToken(token))
    if (!session || session.workstationId !== caller.workstation.id || session.endedAt) throw sessionEnded()
    const now = clock()
    const { idleMinutes, absoluteMinutes } = (await policy.current()).body.session
    await endWhenOver(session, caller, whyOver(session, now, absoluteMinutes))
    const isIdle = now.getTime() - session.lastActiveAt.getTime() > idleMinutes * 60_000
    if (isIdle && !session.isLocked) await lockNow(session, caller, 'idle')
    const isLocked = isIdle || session.isLocked
    if (!isLocked) await noteActivity(session, now, idleSeconds)
    const { userId, employeeId, name, institution, role } = session
    return {
      ...caller,
      session: { id: session.id, startedAt: session.startedAt, isLocked, isPasswordDue: session.isPasswordDue },
      user: { id: userId, employeeId, name, institution, role, hasRights: session.rightsUntil > now },
    }
  }

  async function endWhenOver({ id }: sessions.LiveSession, caller: WorkstationCaller, reason: string | undefined) {
    if (reason === undefined) return
    await inTransaction(database, (tx) => end(tx, { session: id }, { caller, reason }))
    throw sessionEnded()
  }

  async function noteActivity({ id, lastActiveAt }: sessions.LiveSession, now: Date, idleSeconds?: number) {
    if (idleSeconds === undefined) return
    const at = new Date(now.getTime() - idleSeconds * 1000)
    if (at.getTime() - lastActiveAt.getTime() > touchEveryMs) await sessions.touchSession(database, id, at)
  }

  async function lock(caller: SessionCaller, reason: LockReason): Promise<void> {
    await lockNow({ id: caller.session.id, employeeId: caller.user.employeeId }, caller, reason)
  }

  async function lockNow(
    { id, employeeId }: { id: string; employeeId: string },
    caller: WorkstationCaller,
    reason: LockReason,
  ): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await sessions.lockSession(tx, id, { at: clock(), reason }))) return
      await audit.record(tx, sessionEntry('session.locked', caller, { id, employeeId, facts: { reason } }))
      await events.sessionChanged(tx, id)
    })
  }

  async function unlock(request: UnlockRequest, caller: SessionCaller): Promise<UnlockedSession> {
    const { employeeId } = caller.user
    const { id } = caller.session
    const token = newToken()
    const refused = await inTransaction(database, async (tx) => {
      const found = await credentials.check(tx, { ...request, employeeId }, caller)
      if (!('user' in found)) {
        await recordRefusal(tx, 'session.unlock-refused', found, { caller, id })
        return refusalFailure(found.refusal)
      }
      if (!(await sessions.unlockSession(tx, id, { at: clock(), tokenHash: hashToken(token) }))) return sessionEnded()
      await audit.record(tx, sessionEntry('session.unlocked', caller, { id, employeeId, facts: {} }))
      return undefined
    })
    if (refused) throw refused
    return { token }
  }

  async function describe(caller: SessionCaller): Promise<Session> {
    return inTransaction(database, async (tx) => {
      const user = await users.findUserForLogin(tx, caller.user.employeeId)
      if (!user) throw sessionEnded()
      const place = { workstationNumber: caller.workstation.number, startedAt: caller.session.startedAt }
      const { isLocked, isPasswordDue } = caller.session
      const session = await sessionOf(tx, user, place)
      // What was not due at log-in does not interrupt the work.
      const password = { ...session.password, isDue: isPasswordDue }
      return { ...session, password, previousStartedAt: null, isLocked }
    })
  }

  async function sessionOf(
    tx: Transaction,
    user: users.UserForLogin,
    place: { workstationNumber: string; startedAt: Date },
  ) {
    const { body } = await policy.current(tx)
    const { idleMinutes, absoluteMinutes } = body.session
    const { workstationNumber, startedAt } = place
    const { employeeId, name, institution, institutionName, role, purposes } = user
    return {
      user: { employeeId, name, institution: { code: institution, name: institutionName }, role, purposes },
      workstationNumber,
      startedAt: startedAt.toISOString(),
      endsAt: new Date(startedAt.getTime() + absoluteMinutes * 60_000).toISOString(),
      idleMinutes,
      password: passwordStateOf(user, body, clock()),
    }
  }

  async function close(caller: SessionCaller): Promise<void> {
    await inTransaction(database, (tx) => end(tx, { session: caller.session.id }, { caller, reason: 'logged-out' }))
  }

  async function end(
    tx: Transaction,
    selection: sessions.SessionSelection,
    { caller, reason }: { caller: WorkstationCaller | undefined; reason: string },
  ): Promise<void> {
    for (const ended of await sessions.endSessions(tx, selection, { at: clock(), reason })) {
      const about: SessionEntryAbout = { ...ended, facts: { reason } }
      await audit.record(tx, sessionEntry('session.ended', caller, about))
      await events.sessionChanged(tx, ended.id)
    }
  }
}

function passwordStateOf(user: users.UserForLogin, { password }: PolicyBody, now: Date): PasswordState {
  const { passwordChangedAt, initialPasswordUntil } = user
  const expiresAt = passwordChangedAt && new Date(passwordChangedAt.getTime() + password.maxAgeDays * dayMs)
  const isDue = initialPasswordUntil !== null || (expiresAt !== null && expiresAt <= now)
  return { isDue, expiresAt: expiresAt?.toISOString() ?? null, minLength: password.minLength }
}

function whyOver(session: sessions.LiveSession, now: Date, absoluteMinutes: number): string | undefined {
  if (session.userStatus !== 'active') return 'user-not-active'
  return now.getTime() - session.startedAt.getTime() > absoluteMinutes * 60_000 ? 'too-long' : undefined
}

function sessionEnded(): AppError {
  return new AppError('session-ended', 'The session is over.')
}

/** 256 random bits. */
function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
