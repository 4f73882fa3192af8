/**
 * The login screen's line to the main process. The contract's schemas stay out of this bundle, where every kilobyte
 * delays the first paint; what is read here is checked by hand instead.
 */

import type { FailureCode } from '#contract/failure.ts'
import type { Bridge } from '#contract/ipc/channel.ts'
import type { LockedBy, LoginState } from '#contract/ipc/shell.ts'
import type { EnrolmentState } from '#contract/workstation.ts'
import { isFailureCode, isLanguage, isWorkstationReason } from './texts.ts'

/** Wire names of the contract's login channels; a test holds them against the contract. */
export const wireNames = {
  reportPainted: 'app:window:report-painted',
  readLoginState: 'app:login:read-state',
  requestEnrolment: 'app:login:request-enrolment',
  saveEnrolmentRequest: 'app:login:save-enrolment-request',
  openBindingFile: 'app:login:open-binding-file',
  enrolAnew: 'app:login:enrol-anew',
  resyncToken: 'app:login:resync-token',
  logIn: 'app:session:log-in',
  unlock: 'app:session:unlock',
  enterAsCandidate: 'app:candidate:enter',
  changePassword: 'app:password:change',
  logOut: 'app:session:log-out',
  chooseLanguage: 'app:language:choose',
  sessionLocked: 'app:session:locked',
  sessionClosed: 'app:session:closed',
  enrolmentChanged: 'app:login:enrolment-changed',
  logDistrusted: 'app:login:log-distrusted',
} as const

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: FailureCode
      readonly fields?: readonly string[]
    }

const unexpected = { ok: false, code: 'unexpected' } as const

/** Asks, and reads the answer with `read`; an answer of another shape is `unexpected`. */
export async function ask<T>(
  bridge: Bridge,
  request: { name: string; input: unknown },
  read: (value: unknown) => T | undefined,
): Promise<Answer<T>> {
  const reply = await bridge.invoke(request.name, request.input).catch(() => undefined)
  if (!isRecord(reply)) return unexpected
  if (reply['ok'] === true) {
    const value = read(reply['value'])
    return value === undefined ? unexpected : { ok: true, value }
  }
  const { code, fields } = isRecord(reply['failure']) ? reply['failure'] : {}
  if (!isFailureCode(code)) return unexpected
  return { ok: false, code, ...(Array.isArray(fields) && { fields: fields.map(String) }) }
}

export function readLoginState(value: unknown): LoginState | undefined {
  if (!isRecord(value)) return undefined
  const { language, appVersion, isTestRuntime } = value
  const enrolment = readEnrolment(value['enrolment'])
  const lockedBy = readLockedBy(value['lockedBy'])
  const passwordDue = readPasswordDue(value['passwordDue'])
  if (enrolment === undefined || lockedBy === undefined || passwordDue === undefined) return undefined
  if (!isLanguage(language)) return undefined
  if (typeof appVersion !== 'string' || typeof isTestRuntime !== 'boolean') return undefined
  const distrust = readDistrust(value['distrust'])
  const fingerprint = typeof value['fingerprint'] === 'string' ? value['fingerprint'] : null
  return { language, enrolment, fingerprint, distrust, appVersion, isTestRuntime, lockedBy, passwordDue }
}

/** Whatever is there counts: rather a screen too careful than one that lets somebody log in. */
function readDistrust(value: unknown): LoginState['distrust'] {
  return isRecord(value) ? (value as LoginState['distrust']) : null
}

/** Whether the password must be changed before the work begins. */
export function readLogInOutcome(value: unknown): { isPasswordDue: boolean } | undefined {
  const isPasswordDue = isRecord(value) ? value['isPasswordDue'] : undefined
  return typeof isPasswordDue === 'boolean' ? { isPasswordDue } : undefined
}

function readPasswordDue(value: unknown): LoginState['passwordDue'] | undefined {
  if (value === null) return null
  if (!isRecord(value)) return undefined
  const { employeeId, minLength } = value
  return typeof employeeId === 'string' && typeof minLength === 'number' ? { employeeId, minLength } : undefined
}

/** `null`: nothing is locked; `undefined`: not what it should be. */
function readLockedBy(value: unknown): LockedBy | null | undefined {
  if (value === null) return null
  if (!isRecord(value)) return undefined
  const { employeeId, name } = value
  return typeof employeeId === 'string' && typeof name === 'string' ? { employeeId, name } : undefined
}

export function readEnrolment(value: unknown): EnrolmentState | undefined {
  if (!isRecord(value)) return undefined
  const { status, binding, requestedAt, reason } = value
  const isOutOfUse = status === 'revoked' || status === 'refused'
  const isComplete =
    status === 'unknown' ||
    status === 'quarantined' ||
    (isOutOfUse && (reason === null || isWorkstationReason(reason))) ||
    (status === 'pending' && typeof requestedAt === 'string') ||
    (status === 'approved' && isBinding(binding))
  return isComplete ? (value as EnrolmentState) : undefined
}

/** The name under which a request was saved; empty when the person cancelled. */
export function readSaved(value: unknown): { readonly fileName: string } | undefined {
  const saved = isRecord(value) ? value['saved'] : undefined
  if (saved === null) return { fileName: '' }
  const fileName = isRecord(saved) ? saved['fileName'] : undefined
  return typeof fileName === 'string' ? { fileName } : undefined
}

/** What became of this PC by the file that was opened; nothing when the person cancelled. */
export function readOpened(value: unknown): { readonly enrolment: EnrolmentState | null } | undefined {
  if (!isRecord(value)) return undefined
  if (value['enrolment'] === null) return { enrolment: null }
  const enrolment = readEnrolment(value['enrolment'])
  return enrolment && { enrolment }
}

export function readNothing(value: unknown): true | undefined {
  return isRecord(value) ? true : undefined
}

/** Only what this screen shows of a binding. */
function isBinding(value: unknown): boolean {
  if (!isRecord(value) || typeof value['workstationNumber'] !== 'string') return false
  return isRecord(value['institution']) && typeof value['institution']['name'] === 'string'
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
