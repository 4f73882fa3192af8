/** The officer's session at this workstation: token, user, lock and end. The token never leaves the main process. */

import type { ClientBuild } from '#contract/client-build.ts'
import { AppError, type FailureCode } from '#contract/failure.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { deleteSession, getSession, postSession, postSessionLock, postSessionUnlock } from '#contract/http/identity.ts'
import { postPassword } from '#contract/http/password.ts'
import type { PasswordChange } from '#contract/password.ts'
import type { Credentials, LockReason, Session, UnlockRequest } from '#contract/session.ts'
import type { DeviceReport } from '#contract/workstation.ts'
import type { Log } from '#main/log.ts'
import type { Answer, CallInput, ServiceClient } from '#main/service/service-client.ts'

const endings = ['session-ended', 'address-not-bound', 'workstation-revoked'] as const satisfies FailureCode[]
export type SessionEnding = 'logged-out' | 'log-untrusted' | (typeof endings)[number]

export interface SessionService {
  /** @throws {AppError} What the service answers, for one `credentials-refused`. */
  logIn(credentials: Credentials): Promise<Session>
  /** Ends the session here even when the service cannot be told. */
  logOut(): Promise<void>
  /** Ends the session here at once, for a reason found here, and then tells the service. */
  abandon(reason: SessionEnding): void
  current(): Session | undefined
  isLocked(): boolean
  /** Locks at once, here first; nothing but unlocking and logging out is asked of the service any more. */
  lock(reason: LockReason): Promise<void>
  /** @throws {AppError} What the service answers, for one `credentials-refused`. */
  unlock(request: UnlockRequest): Promise<void>
  /** @throws {AppError} `session-ended` when nobody is logged in, `session-locked`. */
  token(): string
  /** Calls the service as the officer; a failure that ends the session ends it here too. */
  call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>>
  /** @throws {AppError} `password-refused`, or `credentials-refused` for the present one. */
  changePassword(change: PasswordChange): Promise<void>
  /** Asks whether the session still is, and whether it is locked; the answer counts. */
  look(): Promise<void>
  /** For requests that do not go through `call`. */
  noticeFailure(error: unknown, token: string): void
}

export interface SessionDependencies {
  /** Which build of the program this is; the service decides whether it may log in. */
  readonly build: () => ClientBuild
  /** What this PC shows of itself. */
  readonly device: () => Promise<DeviceReport>
  readonly service: ServiceClient
  readonly log: Log
  /** What must hold before anybody types a password to good purpose: the log goes on from where it was. */
  readonly beforeLogIn: () => Promise<void>
  /** Before the token is forgotten at log-out: what still needs it, such as an open report. */
  readonly beforeLogOut: () => Promise<void>
  /** Before the service is told of a lock: the open report, gone at once. */
  readonly beforeLock: () => Promise<void>
  readonly onOpened: () => void
  readonly onLocked: () => void
  readonly onUnlocked: () => void
  readonly onClosed: (reason: SessionEnding) => void
}

export function createSessionService(dependencies: SessionDependencies): SessionService {
  const { service, build, device, log, beforeLogIn, beforeLogOut, beforeLock } = dependencies
  const { onOpened, onLocked, onUnlocked, onClosed } = dependencies
  let open: { readonly token: string; readonly session: Session; readonly isLocked: boolean } | undefined

  return {
    logIn,
    logOut,
    abandon,
    current: () => open?.session,
    isLocked: () => open?.isLocked ?? false,
    lock,
    unlock,
    token,
    changePassword,
    call,
    look,
    noticeFailure,
  }

  async function logIn(credentials: Credentials): Promise<Session> {
    await beforeLogIn()
    const body = { ...credentials, build: build(), device: await device() }
    const { token, ...session } = await service.call(postSession, { body })
    open = { token, session, isLocked: false }
    onOpened()
    return session
  }

  async function logOut(): Promise<void> {
    if (!open) return
    await beforeLogOut()
    if (!open) return
    const { token } = open
    end('logged-out')
    await tellEnd(token)
  }

  function abandon(reason: SessionEnding): void {
    if (!open) return
    const { token } = open
    end(reason)
    void tellEnd(token)
  }

  /** The service ends an idle session by itself; the person here is done. */
  async function tellEnd(token: string): Promise<void> {
    await service.call(deleteSession, { token }).catch((error: unknown) => {
      if (!(error instanceof AppError)) log.unexpected('log-out-failed', error)
    })
  }

  async function lock(reason: LockReason): Promise<void> {
    if (!open || open.isLocked) return
    // Asked before the lock is set, so that the service hears how the viewing ended.
    const ready = beforeLock()
    coverUp(reason)
    const { token } = open
    await ready
    // Without a line the service locks it by itself after a while.
    await send(postSessionLock, { body: { reason } }, token).catch((error: unknown) => {
      if (!(error instanceof AppError)) log.unexpected('lock-failed', error)
    })
  }

  function coverUp(reason: LockReason | 'by-service'): void {
    if (!open || open.isLocked) return
    open = { ...open, isLocked: true }
    log.write('session-locked', { reason })
    onLocked()
  }

  async function unlock(request: UnlockRequest): Promise<void> {
    const used = required().token
    const { token } = await send(postSessionUnlock, { body: request }, used)
    if (open?.token !== used) throw new AppError('session-ended', 'The session ended meanwhile.')
    open = { ...open, token, isLocked: false }
    log.write('session-unlocked')
    onUnlocked()
  }

  function token(): string {
    const { token, isLocked } = required()
    if (isLocked) throw new AppError('session-locked', 'The session is locked.')
    return token
  }

  function required() {
    if (!open) throw new AppError('session-ended', 'Nobody is logged in.')
    return open
  }

  async function call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>> {
    return send(endpoint, input, endpoint.answersLocked ? required().token : token())
  }

  async function changePassword(change: PasswordChange): Promise<void> {
    await call(postPassword, { body: change })
    if (!open) throw new AppError('session-ended', 'The session ended meanwhile.')
    // Its new age is the service's to tell.
    const session = await call(getSession, {})
    open = { ...open, session: { ...session, previousStartedAt: open.session.previousStartedAt } }
  }

  async function look(): Promise<void> {
    const used = open?.token
    if (used === undefined) return
    // A failure that ends the session has been noticed on the way.
    const answer = await send(getSession, {}, used).catch(() => undefined)
    if (answer?.isLocked && open?.token === used) lockedByService()
  }

  async function send<E extends Endpoint>(
    endpoint: E,
    input: Omit<CallInput<E>, 'token'>,
    used: string,
  ): Promise<Answer<E>> {
    try {
      return await service.call(endpoint, { ...input, token: used } as unknown as CallInput<E>)
    } catch (error) {
      noticeFailure(error, used)
      throw error
    }
  }

  function noticeFailure(error: unknown, used: string): void {
    // An answer to an earlier session says nothing about this one.
    if (!(error instanceof AppError) || open?.token !== used) return
    const ending = endings.find((code) => code === error.code)
    if (ending) end(ending)
    else if (error.code === 'session-locked') lockedByService()
  }

  /** The service has heard of no activity for too long; it accepts nothing more of this session, so nothing is told. */
  function lockedByService(): void {
    if (!open || open.isLocked) return
    void beforeLock()
    coverUp('by-service')
  }

  function end(reason: SessionEnding): void {
    open = undefined
    log.write('session-closed', { reason })
    onClosed(reason)
  }
}
