import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { roles } from '#contract/role.ts'
import { LockReason, LogInRequest, OpenedSession, Session, UnlockedSession, UnlockRequest } from '#contract/session.ts'
import { EnrolmentRequest, EnrolmentState } from '#contract/workstation.ts'
import { WorkstationNumber } from '#contract/workstation-administration.ts'

/** Asks for this PC to be registered; safe to repeat with the same key. */
export const postEnrolment = {
  method: 'POST',
  url: '/enrolments',
  access: 'device',
  schema: { body: EnrolmentRequest, response: { 200: EnrolmentState } },
} as const satisfies Endpoint

/** What became of this PC's enrolment, by the key of the proof. */
export const getEnrolment = {
  method: 'GET',
  url: '/enrolments/mine',
  access: 'device',
  schema: { response: { 200: EnrolmentState } },
} as const satisfies Endpoint

/** A profile that belongs to a registered workstation was started where its keys are not. */
export const postMovedProfile = {
  method: 'POST',
  url: '/enrolments/moved-profile',
  access: 'device',
  schema: { body: z.strictObject({ workstationNumber: WorkstationNumber }), response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Logs in: device proof, then password, then dynamic password. Ends the employee's other session. */
export const postSession = {
  method: 'POST',
  url: '/sessions',
  access: 'workstation',
  schema: { body: LogInRequest, response: { 200: OpenedSession } },
} as const satisfies Endpoint

export const getSession = {
  method: 'GET',
  url: '/sessions/current',
  access: 'session',
  roles,
  answersLocked: true,
  schema: { response: { 200: Session } },
} as const satisfies Endpoint

export const deleteSession = {
  method: 'DELETE',
  url: '/sessions/current',
  access: 'session',
  roles,
  answersLocked: true,
  schema: { response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Locks the session; safe to repeat. */
export const postSessionLock = {
  method: 'POST',
  url: '/sessions/current/lock',
  access: 'session',
  roles,
  answersLocked: true,
  schema: { body: z.strictObject({ reason: LockReason }), response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Password and dynamic password of the same user; a wrong one counts as a guess. */
export const postSessionUnlock = {
  method: 'POST',
  url: '/sessions/current/unlock',
  access: 'session',
  roles,
  answersLocked: true,
  schema: { body: UnlockRequest, response: { 200: UnlockedSession } },
} as const satisfies Endpoint
