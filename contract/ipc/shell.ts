import * as z from 'zod'
import { Distrust } from '#contract/distrust.ts'
import { announcement, channel, Nothing } from '#contract/ipc/channel.ts'
import { Credentials, Session, UnlockRequest } from '#contract/session.ts'
import { ResyncRequest } from '#contract/token.ts'
import { EmployeeId } from '#contract/values.ts'
import { EnrolmentRequest, EnrolmentState } from '#contract/workstation.ts'

export const languages = ['zh-CN', 'en'] as const
export const Language = z.enum(languages)
export type Language = z.output<typeof Language>

/** Whose session the login window stands before. */
export const LockedBy = z.strictObject({ employeeId: EmployeeId, name: z.string().max(60) })
export type LockedBy = z.output<typeof LockedBy>

/** What the login screen needs in one call. */
export const LoginState = z.strictObject({
  language: Language,
  enrolment: EnrolmentState,
  /** Of this PC's key, to be compared by phone while it is not approved; see `keyFingerprint`. */
  fingerprint: z.string().max(40).nullable().default(null),
  appVersion: z.string(),
  /** Set when this workstation has stopped because the log changed its past. */
  distrust: Distrust.nullable().default(null),
  /** A test build or a test runtime says so on screen. */
  isTestRuntime: z.boolean(),
  /** The user of a locked session, who unlocks it here. */
  lockedBy: LockedBy.nullable(),
  /** Somebody is logged in whose password must be changed first. */
  passwordDue: z.strictObject({ employeeId: EmployeeId, minLength: z.int().positive() }).nullable(),
})
export type LoginState = z.output<typeof LoginState>

/** The screen is complete: two animation frames have passed. */
export const reportPainted = channel('app:window:report-painted', {
  roles: ['login', 'app', 'viewer'],
  input: Nothing,
  output: Nothing,
})

export const readLoginState = channel('app:login:read-state', { roles: ['login'], input: Nothing, output: LoginState })

export const requestEnrolment = channel('app:login:request-enrolment', {
  roles: ['login'],
  input: z.strictObject({ enrolmentCode: EnrolmentRequest.shape.enrolmentCode }),
  output: EnrolmentState,
})

/** Password and two codes in a row bring the user's own token back into step. */
export const resyncToken = channel('app:login:resync-token', {
  roles: ['login'],
  input: ResyncRequest,
  output: Nothing,
})

/** Whether the work can begin, or the password must be changed first. */
const LogInOutcome = z.strictObject({ isPasswordDue: z.boolean() })

export const logIn = channel('app:session:log-in', { roles: ['login'], input: Credentials, output: LogInOutcome })

export const chooseLanguage = channel('app:language:choose', {
  roles: ['login', 'app'],
  input: z.strictObject({ language: Language }),
  output: Nothing,
})

/** `null` while nobody is logged in. */
export const readSession = channel('app:session:read', {
  roles: ['app'],
  input: Nothing,
  output: z.strictObject({ session: Session.nullable(), language: Language }),
})

/** Password and dynamic password of the user whose session is locked. */
export const unlock = channel('app:session:unlock', { roles: ['login'], input: UnlockRequest, output: Nothing })

export const lockSession = channel('app:session:lock', { roles: ['app'], input: Nothing, output: Nothing })

export const logOut = channel('app:session:log-out', { roles: ['app', 'login'], input: Nothing, output: Nothing })

export const sessionOpened = announcement('app:session:opened', { roles: ['app'], payload: Nothing })

/** For a login window that was there already. */
export const sessionLocked = announcement('app:session:locked', { roles: ['login'], payload: Nothing })

/** The same user is back; what the screens showed may be old. */
export const sessionUnlocked = announcement('app:session:unlocked', { roles: ['app'], payload: Nothing })

/** The login window comes back; `reason` is a failure code or `logged-out`. */
export const sessionClosed = announcement('app:session:closed', {
  roles: ['login', 'app'],
  payload: z.strictObject({
    reason: z.enum(['logged-out', 'session-ended', 'address-not-bound', 'workstation-revoked', 'log-untrusted']),
  }),
})

/** The PC's enrolment was approved, refused or revoked while the login screen waited. */
export const enrolmentChanged = announcement('app:login:enrolment-changed', {
  roles: ['login'],
  payload: EnrolmentState,
})

/** The log changed its past while the login screen was open. */
export const logDistrusted = announcement('app:login:log-distrusted', { roles: ['login'], payload: Nothing })
