/** From an unknown PC to a bound workstation, and what becomes of it later. */

import * as z from 'zod'
import { fileRefused } from '#contract/enrolment-file.ts'
import { AppError } from '#contract/failure.ts'
import { getEnrolment, postEnrolment, postMovedProfile } from '#contract/http/identity.ts'
import { Binding, type EnrolmentRequest, type EnrolmentState } from '#contract/workstation.ts'
import type { Log } from '#main/log.ts'
import type { ServiceClient } from '#main/service/service-client.ts'

const pollMs = 2000
const pollIdleMs = 5000

/** What stays of a binding that was given up. */
const Pinned = z.looseObject({ logKey: Binding.shape.logKey })

/** Keeps a text that only this OS user on this PC can read. */
export interface SealedStore {
  read(): string | undefined
  /** Something is kept that was sealed by another user, or on another PC. */
  isForeign(): boolean
  write(text: string): void
}

export interface EnrolmentDependencies {
  readonly service: ServiceClient
  readonly store: SealedStore
  readonly log: Log
  /** Everything of the request but the code; read when it is needed, for it takes seconds. */
  readonly describeMachine: () => Promise<Omit<EnrolmentRequest, 'enrolmentCode'>>
  readonly onChange: (state: EnrolmentState) => void
  /** After a change of key that was cut off: finds out which key is the PC's. */
  readonly settleKey: () => Promise<void>
  /** Another key; the old one is good for nothing any more. */
  readonly startAnew: () => Promise<void>
  /** The service names another log than the pinned one. */
  readonly onLogKeyChanged: (offered: string) => void
  /** The number this profile had when it was last used, as its first screen remembers it. */
  readonly formerNumber: () => string | undefined
  /** Given by IT in the machine policy. */
  readonly enrolmentCode?: string | undefined
}

export interface Enrolment {
  /** Asks the service and goes on asking until the PC is approved. Later calls do nothing. */
  start(): void
  /** Asks again: the service has refused this workstation. */
  refresh(): void
  stop(): void
  /** What is known now; waits for the first answer of the service when nothing is, at most `limitMs`. */
  state(limitMs: number): Promise<EnrolmentState>
  /** @throws {AppError} `enrolment-refused` and what a call can throw. */
  request(enrolmentCode: string): Promise<EnrolmentState>
  /** Takes a binding that was carried here. @throws {AppError} `enrolment-file-refused` when it names another log. */
  adopt(binding: Binding): EnrolmentState
  /** Registers this PC again, with another key. @throws {AppError} `conflict` unless it was revoked or refused. */
  beginAnew(): Promise<EnrolmentState>
  /** @throws {AppError} `workstation-unknown` when there is none. */
  binding(): Binding
  /** The pinned log key; `undefined` while there is no binding. */
  boundLogKey(): string | undefined
}

export function createEnrolment(dependencies: EnrolmentDependencies): Enrolment {
  const { service, store, log, describeMachine, settleKey, onChange, onLogKeyChanged } = dependencies
  let state: EnrolmentState | undefined
  let failure: unknown
  let timer: NodeJS.Timeout | undefined
  let isStopped = true
  let isCodeUsed = false
  let isMoveReported = false
  let firstAnswer: Promise<void> | undefined

  return {
    start,
    refresh,
    stop,
    state: readState,
    request,
    adopt,
    beginAnew,
    binding,
    boundLogKey: () => readPin(),
  }

  function start(): void {
    if (firstAnswer) return
    isStopped = false
    // Log-in needs it, and it takes seconds.
    void describeMachine().catch(() => undefined)
    const kept = readBinding()
    if (kept) state = { status: 'approved', binding: kept }
    refresh()
  }

  function refresh(): void {
    clearTimeout(timer)
    firstAnswer = look()
  }

  function stop(): void {
    isStopped = true
    clearTimeout(timer)
  }

  async function readState(limitMs: number): Promise<EnrolmentState> {
    if (state === undefined) await inTime(firstAnswer, limitMs)
    if (state === undefined && isKeychainFailure(failure)) throw failure
    return state ?? { status: 'unknown' }
  }

  function binding(): Binding {
    const kept = readBinding()
    if (!kept) throw new AppError('workstation-unknown', 'This workstation is not bound.')
    return kept
  }

  async function request(enrolmentCode: string): Promise<EnrolmentState> {
    const body = { enrolmentCode, ...(await describeMachine()) }
    const next = accept(await service.call(postEnrolment, { body }))
    lookLater()
    return next
  }

  function adopt(carried: Binding): EnrolmentState {
    const pinned = readPin()
    if (pinned !== undefined && pinned !== carried.logKey) {
      log.write('log-key-changed')
      throw fileRefused('other-log')
    }
    const next = accept({ status: 'approved', binding: carried })
    refresh()
    return next
  }

  async function beginAnew(): Promise<EnrolmentState> {
    if (state?.status !== 'revoked' && state?.status !== 'refused')
      throw new AppError('conflict', 'Only a workstation that is out of use begins anew.')
    const pinned = readPin()
    await dependencies.startAnew()
    // The log stays pinned: whoever revoked the PC has not changed the log.
    store.write(JSON.stringify(pinned === undefined ? {} : { logKey: pinned }))
    return accept({ status: 'unknown' })
  }

  async function look(): Promise<void> {
    try {
      await settleKey()
      const next = accept(await service.call(getEnrolment, {}))
      failure = undefined
      if (next.status === 'unknown') {
        await reportMovedProfile()
        await useGivenCode()
      }
    } catch (error) {
      failure = error
      if (!(error instanceof AppError)) log.unexpected('enrolment-failed', error)
    }
    lookLater()
  }

  /** The profile of a registered workstation without its keychain: it was copied here, or the keychain is gone. */
  async function reportMovedProfile(): Promise<void> {
    if (isMoveReported || !store.isForeign()) return
    const workstationNumber = dependencies.formerNumber()
    if (workstationNumber !== undefined) await service.call(postMovedProfile, { body: { workstationNumber } })
    isMoveReported = true
    log.write('profile-moved')
  }

  async function useGivenCode(): Promise<void> {
    const { enrolmentCode } = dependencies
    if (enrolmentCode === undefined || isCodeUsed) return
    const body = { enrolmentCode, ...(await describeMachine()) }
    const next = await service.call(postEnrolment, { body })
    // A code works once; only an answer uses it up, a broken line does not.
    isCodeUsed = true
    accept(next)
  }

  function lookLater(): void {
    clearTimeout(timer)
    const isSettled = state?.status === 'approved' && failure === undefined
    if (!isStopped && !isSettled) timer = setTimeout(look, state?.status === 'pending' ? pollMs : pollIdleMs)
  }

  function accept(next: EnrolmentState): EnrolmentState {
    if (next.status === 'approved') keepBinding(next.binding)
    const isNews = JSON.stringify(next) !== JSON.stringify(state)
    state = next
    if (isNews) onChange(next)
    return next
  }

  /** The first log key is pinned: a service that shows another one might show another log. */
  function keepBinding(next: Binding): void {
    const pinned = readPin()
    if (pinned !== undefined && pinned !== next.logKey) {
      log.write('log-key-changed')
      onLogKeyChanged(next.logKey)
      throw new AppError('service-untrusted', 'The service names another log than the one pinned here.')
    }
    if (JSON.stringify(readBinding()) !== JSON.stringify(next)) store.write(JSON.stringify(next))
  }

  function readPin(): string | undefined {
    const text = store.read()
    return text === undefined ? undefined : Pinned.safeParse(parseJson(text)).data?.logKey
  }

  function readBinding(): Binding | undefined {
    const text = store.read()
    return text === undefined ? undefined : Binding.safeParse(parseJson(text)).data
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function inTime(promise: Promise<void> | undefined, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([promise, limit])
  clearTimeout(timer)
}

function isKeychainFailure(failure: unknown): failure is AppError {
  return failure instanceof AppError && (failure.code === 'keychain-unavailable' || failure.code === 'keychain-changed')
}
