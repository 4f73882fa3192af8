/** The officer's session at this workstation: token, user, and its end. The token never leaves the main process. */

import type { ClientBuild } from '#contract/client-build.ts'
import { AppError, type FailureCode } from '#contract/failure.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { deleteSession, postSession } from '#contract/http/identity.ts'
import type { Credentials, Session } from '#contract/session.ts'
import type { Log } from '#main/log.ts'
import type { Answer, CallInput, ServiceClient } from '#main/service/service-client.ts'

const endings = ['session-ended', 'address-not-bound', 'workstation-revoked'] as const satisfies FailureCode[]
export type SessionEnding = 'logged-out' | (typeof endings)[number]

export interface SessionService {
  /** @throws {AppError} What the service answers, for one `credentials-refused`. */
  logIn(credentials: Credentials): Promise<Session>
  /** Ends the session here even when the service cannot be told. */
  logOut(): Promise<void>
  current(): Session | undefined
  /** @throws {AppError} `session-ended` when nobody is logged in. */
  token(): string
  /** Calls the service as the officer; a failure that ends the session ends it here too. */
  call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>>
  /** For requests that do not go through `call`. */
  noticeFailure(error: unknown, token: string): void
}

export interface SessionDependencies {
  /** Which build of the program this is; the service decides whether it may log in. */
  readonly build: () => ClientBuild
  readonly service: ServiceClient
  readonly log: Log
  /** Before the token is forgotten at log-out: what still needs it, such as an open report. */
  readonly beforeLogOut: () => Promise<void>
  readonly onOpened: () => void
  readonly onClosed: (reason: SessionEnding) => void
}

export function createSessionService(dependencies: SessionDependencies): SessionService {
  const { service, build, log, beforeLogOut, onOpened, onClosed } = dependencies
  let open: { readonly token: string; readonly session: Session } | undefined

  return { logIn, logOut, current: () => open?.session, token, call, noticeFailure }

  async function logIn(credentials: Credentials): Promise<Session> {
    const { token, ...session } = await service.call(postSession, { body: { ...credentials, build: build() } })
    open = { token, session }
    onOpened()
    return session
  }

  async function logOut(): Promise<void> {
    if (!open) return
    await beforeLogOut()
    if (!open) return
    const { token } = open
    end('logged-out')
    await service.call(deleteSession, { token }).catch((error: unknown) => {
      // The service ends an idle session by itself; the person here is done.
      if (!(error instanceof AppError)) log.unexpected('log-out-failed', error)
    })
  }

  function token(): string {
    if (!open) throw new AppError('session-ended', 'Nobody is logged in.')
    return open.token
  }

  async function call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>> {
    const used = token()
    try {
      return await service.call(endpoint, { ...input, token: used } as unknown as CallInput<E>)
    } catch (error) {
      noticeFailure(error, used)
      throw error
    }
  }

  function noticeFailure(error: unknown, used: string): void {
    const ending = error instanceof AppError ? endings.find((code) => code === error.code) : undefined
    // An answer to an earlier session says nothing about this one.
    if (ending && open?.token === used) end(ending)
  }

  function end(reason: SessionEnding): void {
    open = undefined
    log.write('session-closed', { reason })
    onClosed(reason)
  }
}
