import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import { maxConfirmed, Rights, Suspension, UserChangeKind, UserRow } from '#contract/user.ts'
import { Day, EmployeeId, Instant } from '#contract/values.ts'

const OfUser = z.strictObject({ employeeId: EmployeeId })
const Done = z.strictObject({})

/** Every user of the caller's subtree, stopped ones too. */
export const getUsers = {
  method: 'GET',
  url: '/users',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(UserRow) } },
} as const satisfies Endpoint

/** What was done to a user, newest first. */
export const getUserChanges = {
  method: 'GET',
  url: '/users/:employeeId/changes',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: {
    params: OfUser,
    response: {
      200: z.array(
        z.strictObject({
          kind: UserChangeKind,
          cause: z.string().max(80).nullable(),
          note: z.string().max(200).nullable(),
          changedBy: EmployeeId.nullable(),
          changedAt: Instant,
        }),
      ),
    },
  },
} as const satisfies Endpoint

/** Sets a user's rights; for a mover this is the adjustment after which they are in force again. */
export const postUserRights = {
  method: 'POST',
  url: '/users/:employeeId/rights',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OfUser, body: Rights.extend({ signature: Signature }), response: { 200: Done } },
} as const satisfies Endpoint

/** Suspends a user; what he has open closes within two seconds. */
export const postUserSuspension = {
  method: 'POST',
  url: '/users/:employeeId/suspension',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OfUser, body: Suspension.extend({ signature: Signature }), response: { 200: Done } },
} as const satisfies Endpoint

/** Stops a user for good: a new one needs a new application. */
export const postUserStop = {
  method: 'POST',
  url: '/users/:employeeId/stop',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OfUser, body: Suspension.extend({ signature: Signature }), response: { 200: Done } },
} as const satisfies Endpoint

/** Confirms the rights of a list of users for another period; who is on no list loses them when theirs ends. */
export const postRightsConfirmation = {
  method: 'POST',
  url: '/users/confirmation',
  access: 'session',
  roles: administratorRoles,
  schema: {
    body: z.strictObject({
      employeeIds: z.array(EmployeeId).min(1).max(maxConfirmed),
      until: Day,
      signature: Signature,
    }),
    response: { 200: Done },
  },
} as const satisfies Endpoint
