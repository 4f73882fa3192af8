/** Sessions: opened with device proof, password and dynamic password; one per user; ended by time, by the user, by events. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { SessionCaller, WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { unseal } from '#central/keys/sealing.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { AssignmentService } from '#central/workstations/assignment-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { LogInRequest, OpenedSession, Session } from '#contract/session.ts'
import { type BuildRule, judgeBuild } from './judge-build.ts'
import { countGuess, isGuess, judgeLogin, type LoginRefusal, matchCode } from './judge-login.ts'
import * as sessions from './session-repository.ts'
import * as users from './user-repository.ts'

// The session is written as used at most this often, not at every request.
const touchEveryMs = 10_000

export interface SessionService {
  /** @throws {AppError} `build-refused`, `credentials-refused`, `code-used` or `forbidden`; the log has the exact reason. */
  open(request: LogInRequest, caller: WorkstationCaller): Promise<OpenedSession>
  /** @throws {AppError} `session-ended` when the token is unknown, over, or another workstation's. */
  resume(token: string, caller: WorkstationCaller): Promise<SessionCaller>
  describe(caller: SessionCaller): Promise<Session>
  close(caller: SessionCaller): Promise<void>
  /** Ends every session at a workstation, for a reason that goes into the log. */
  endAtWorkstation(tx: Transaction, workstationId: string, reason: string): Promise<void>
  /** Ends a user's session when it is at this workstation. */
  endOfUserAt(tx: Transaction, where: { userId: string; workstationId: string }, reason: string): Promise<void>
}

export interface SessionDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly assignments: AssignmentService
  readonly keys: KeyRing
  readonly builds: BuildRule
  readonly clock: Clock
}

type LoginOutcome = { readonly session: OpenedSession } | { readonly refusal: LoginRefusal }

export function createSessionService(dependencies: SessionDependencies): SessionService {
  const { database, audit, policy, events, assignments, keys, builds, clock } = dependencies
  // Compared against when the user is unknown, so that the answer takes as long.
  const nobodysHash = hashPassword(randomBytes(16).toString('hex'))

  return { open, resume, describe, close, endAtWorkstation, endOfUserAt }

  async function open({ build, ...credentials }: LogInRequest, caller: WorkstationCaller): Promise<OpenedSession> {
    await refuseBuild(build, caller)
    const { body } = await policy.current()
    const outcome = await inTransaction(database, async (tx): Promise<LoginOutcome> => {
      const user = await users.findUserForLogin(tx, credentials.employeeId)
      const now = clock()
      const code = matchCode(credentials.dynamicPassword, user?.token ? tokenFacts(user.token) : undefined, {
        now,
        toleratedSteps: body.dynamicPassword.toleratedSteps,
      })
      const isPasswordRight = await verifyPassword(user?.passwordHash ?? (await nobodysHash), credentials.password)
      const { institution: workstationInstitution, id: workstationId } = caller.workstation
      const isAssigned =
        user !== undefined && (await assignments.isAssigned(tx, { userId: user.id, workstationId, at: now }))
      const refusal = judgeLogin({ user, isPasswordRight, code, workstationInstitution, isAssigned, now })
      if (
        refusal === undefined &&
        user?.token &&
        code.kind === 'fresh' &&
        (await users.burnStep(tx, user.token.id, code.step))
      ) {
        return { session: await admit(tx, user, caller) }
      }
      return { refusal: await refuse(tx, { user, refusal: refusal ?? 'used-code', caller, lockout: body.lockout }) }
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
    const token = randomBytes(32).toString('base64url')
    const id = randomUUID()
    const previousStart = await sessions.findPreviousStart(tx, user.id)
    await end(tx, { user: user.id }, { caller, reason: 'second-session' })
    await users.saveFailures(tx, user.id, {
      failedCount: 0,
      lockCount: user.lockCount,
      lockedUntil: null,
      isSuspended: false,
    })
    const workstationId = caller.workstation.id
    await sessions.insertSession(tx, {
      id,
      tokenHash: hashToken(token),
      userId: user.id,
      workstationId,
      startedAt: now,
    })
    await audit.record(tx, sessionEntry('session.opened', caller, { id, employeeId: user.employeeId, facts: {} }))
    return {
      token,
      ...(await sessionOf(tx, user, { workstationNumber: caller.workstation.number, startedAt: now })),
      previousStartedAt: previousStart?.toISOString() ?? null,
    }
  }

  async function refuse(
    tx: Transaction,
    {
      user,
      refusal,
      caller,
      lockout,
    }: {
      user: users.UserForLogin | undefined
      refusal: LoginRefusal
      caller: WorkstationCaller
      lockout: PolicyBody['lockout']
    },
  ): Promise<LoginRefusal> {
    const counts = user && isGuess(refusal) ? countGuess(user, lockout, clock()) : undefined
    if (user && counts) await users.saveFailures(tx, user.id, counts)
    const facts = { reason: refusal, consequence: consequenceOf(counts) }
    await audit.record(tx, {
      ...sessionEntry('session.refused', caller, { id: null, employeeId: user?.employeeId ?? null, facts }),
    })
    return refusal
  }

  async function resume(token: string, caller: WorkstationCaller): Promise<SessionCaller> {
    const session = await sessions.findSession(database, hashToken(token))
    if (!session || session.workstationId !== caller.workstation.id || session.endedAt) throw sessionEnded()
    const now = clock()
    const reason = await whyOver(session, now)
    if (reason) {
      await inTransaction(database, (tx) => end(tx, { session: session.id }, { caller, reason }))
      throw sessionEnded()
    }
    if (now.getTime() - session.lastUsedAt.getTime() > touchEveryMs)
      await sessions.touchSession(database, session.id, now)
    const { userId, employeeId, name, institution, role } = session
    return {
      ...caller,
      session: { id: session.id, startedAt: session.startedAt },
      user: { id: userId, employeeId, name, institution, role },
    }
  }

  async function whyOver(session: sessions.LiveSession, now: Date): Promise<string | undefined> {
    const { idleMinutes, absoluteMinutes } = (await policy.current()).body.session
    if (session.userStatus !== 'active') return 'user-not-active'
    if (now.getTime() - session.startedAt.getTime() > absoluteMinutes * 60_000) return 'too-long'
    if (now.getTime() - session.lastUsedAt.getTime() > idleMinutes * 60_000) return 'idle'
    return undefined
  }

  async function describe(caller: SessionCaller): Promise<Session> {
    return inTransaction(database, async (tx) => {
      const user = await users.findUserForLogin(tx, caller.user.employeeId)
      if (!user) throw sessionEnded()
      return {
        ...(await sessionOf(tx, user, {
          workstationNumber: caller.workstation.number,
          startedAt: caller.session.startedAt,
        })),
        previousStartedAt: null,
      }
    })
  }

  async function sessionOf(
    tx: Transaction,
    user: users.UserForLogin,
    place: { workstationNumber: string; startedAt: Date },
  ) {
    const { idleMinutes, absoluteMinutes } = (await policy.current(tx)).body.session
    const { workstationNumber, startedAt } = place
    const { employeeId, name, institution, institutionName, role, purposes } = user
    return {
      user: { employeeId, name, institution: { code: institution, name: institutionName }, role, purposes },
      workstationNumber,
      startedAt: startedAt.toISOString(),
      endsAt: new Date(startedAt.getTime() + absoluteMinutes * 60_000).toISOString(),
      idleMinutes,
    }
  }

  async function close(caller: SessionCaller): Promise<void> {
    await inTransaction(database, (tx) => end(tx, { session: caller.session.id }, { caller, reason: 'logged-out' }))
  }

  async function endAtWorkstation(tx: Transaction, workstationId: string, reason: string): Promise<void> {
    await end(tx, { workstation: workstationId }, { caller: undefined, reason })
  }

  async function endOfUserAt(
    tx: Transaction,
    { userId, workstationId }: { userId: string; workstationId: string },
    reason: string,
  ): Promise<void> {
    await end(tx, { user: userId, workstation: workstationId }, { caller: undefined, reason })
  }

  async function end(
    tx: Transaction,
    selection: sessions.SessionSelection,
    { caller, reason }: { caller: WorkstationCaller | undefined; reason: string },
  ): Promise<void> {
    for (const ended of await sessions.endSessions(tx, selection, { at: clock(), reason })) {
      await audit.record(tx, sessionEntry('session.ended', caller, { ...ended, facts: { reason } }))
      await events.sessionChanged(tx, ended.id)
    }
  }

  function tokenFacts(token: NonNullable<users.UserForLogin['token']>) {
    const seed = unseal(keys.sealing('seed'), token.sealedSeed, `${token.id}/${token.profile}/1`)
    return { ...token, seed, lastStep: BigInt(token.lastStep) }
  }
}

function consequenceOf(counts: users.FailureCounts | undefined): 'suspended' | 'locked' | 'none' {
  if (counts?.isSuspended) return 'suspended'
  return counts?.lockedUntil ? 'locked' : 'none'
}

/** What the person is told. Only who knew password and code hears that the code was used before. */
function refusalFailure(refusal: LoginRefusal): AppError {
  if (refusal === 'used-code') return new AppError('code-used', 'This dynamic password has been used.')
  if (refusal === 'other-institution')
    return new AppError('forbidden', 'The user does not belong to the institution of this workstation.')
  return new AppError(
    'credentials-refused',
    'Employee ID, password or dynamic password was refused, or the user is locked.',
  )
}

function sessionEnded(): AppError {
  return new AppError('session-ended', 'The session is over.')
}

function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

function sessionEntry(
  kind: 'session.opened' | 'session.refused' | 'session.ended',
  caller: WorkstationCaller | undefined,
  { id, employeeId, facts }: { id: string | null; employeeId: string | null; facts: EntryDraft['facts'] },
): EntryDraft {
  return {
    kind,
    employeeId,
    institution: caller?.workstation.institution ?? null,
    workstation: caller?.workstation.number ?? null,
    deviceThumbprint: caller?.deviceThumbprint ?? null,
    address: caller?.address ?? null,
    session: id,
    subjectCommitment: null,
    object: id,
    facts,
  }
}
