/** Who is logged in, and until when. */

import * as z from 'zod'
import { ClientBuild } from '#contract/client-build.ts'
import { PasswordState } from '#contract/password.ts'
import { Purpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import { EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'
import { DeviceReport } from '#contract/workstation.ts'

export const Credentials = z.strictObject({
  employeeId: z.string().trim().toUpperCase().pipe(EmployeeId),
  password: z.string().min(1).max(128),
  dynamicPassword: z.string().regex(/^\d{6,8}$/),
})
export type Credentials = z.output<typeof Credentials>

/** What the program sends: the credentials, which build it is and what PC it runs on. */
export const LogInRequest = Credentials.extend({ build: ClientBuild.optional(), device: DeviceReport.optional() })
export type LogInRequest = z.output<typeof LogInRequest>

export const SessionUser = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  role: Role,
  purposes: z.array(Purpose),
})
export type SessionUser = z.output<typeof SessionUser>

/** What screens know of the session; the token stays in the main process. */
export const Session = z.strictObject({
  user: SessionUser,
  workstationNumber: z.string().max(20),
  startedAt: Instant,
  endsAt: Instant,
  idleMinutes: z.int().positive(),
  /** Only unlocking and logging out is answered. */
  isLocked: z.boolean().default(false),
  password: PasswordState.default({ isDue: false, expiresAt: null, minLength: 12 }),
  /** When the employee's previous session began, so that a stranger's use is noticed. */
  previousStartedAt: Instant.nullable(),
})
export type Session = z.output<typeof Session>

/** The answer to a log-in. `token`: 256 random bits, bound to the device key (RFC 9449 section 7). */
export const OpenedSession = Session.extend({ token: z.string().regex(/^[\w-]{43}$/) })
export type OpenedSession = z.output<typeof OpenedSession>

/** Why a session was locked; `idle` also when the service itself has heard of no activity. */
export const lockReasons = ['idle', 'suspend', 'lock-screen', 'user-switch', 'requested'] as const
export const LockReason = z.enum(lockReasons)
export type LockReason = z.output<typeof LockReason>

/** What the user of a locked session shows; whose it is, the session knows. */
export const UnlockRequest = Credentials.omit({ employeeId: true })
export type UnlockRequest = z.output<typeof UnlockRequest>

/** A new token; the one before it is worth nothing from now on. */
export const UnlockedSession = OpenedSession.pick({ token: true })
export type UnlockedSession = z.output<typeof UnlockedSession>
