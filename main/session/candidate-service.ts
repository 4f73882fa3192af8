/** Somebody at this PC who is no user yet: lets him in with an admission code and calls the service for him. */

import type { CandidateEntry } from '#contract/admission.ts'
import { AppError, type FailureCode } from '#contract/failure.ts'
import { deleteCandidateSession, postCandidateSession } from '#contract/http/admission.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import type { Answer, CallInput, ServiceClient } from '#main/service/service-client.ts'
import type { SessionEnding } from './session-service.ts'

const endings = ['session-ended', 'address-not-bound', 'workstation-revoked'] as const satisfies FailureCode[]

export interface CandidateService {
  /** @throws {AppError} `admission-refused`. */
  enter(entry: CandidateEntry): Promise<void>
  /** Ends it here even when the service cannot be told. */
  leave(): Promise<void>
  isHere(): boolean
  /** @throws {AppError} `session-ended` when there is no candidate. */
  call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>>
}

export function createCandidateService({
  service,
  onClosed,
}: {
  readonly service: ServiceClient
  readonly onClosed: (reason: SessionEnding) => void
}): CandidateService {
  let token: string | undefined

  return {
    async enter(entry) {
      token = (await service.call(postCandidateSession, { body: entry })).token
    },
    async leave() {
      const used = token
      if (used === undefined) return
      end('logged-out')
      await service.call(deleteCandidateSession, { token: used }).catch((error: unknown) => {
        // The service ends it by itself in time.
        if (!(error instanceof AppError)) throw error
      })
    },
    isHere: () => token !== undefined,
    call,
  }

  async function call<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>): Promise<Answer<E>> {
    const used = token
    if (used === undefined) throw new AppError('session-ended', 'There is no candidate here.')
    try {
      return await service.call(endpoint, { ...input, token: used } as unknown as CallInput<E>)
    } catch (error) {
      noticeFailure(error, used)
      throw error
    }
  }

  function noticeFailure(error: unknown, used: string): void {
    const ending = error instanceof AppError ? endings.find((code) => code === error.code) : undefined
    if (ending && token === used) end(ending)
  }

  function end(reason: SessionEnding): void {
    token = undefined
    onClosed(reason)
  }
}
