import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import { EmployeeId } from '#contract/values.ts'
import { ReturnReview, SuspendedUser, SuspensionLift } from '#contract/way-back.ts'

const OfUser = z.strictObject({ employeeId: EmployeeId })
const Done = z.strictObject({})

/** Users of the caller's subtree who are suspended: every cause, the wait, and the step that comes next. */
export const getSuspendedUsers = {
  method: 'GET',
  url: '/suspended-users',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(SuspendedUser) } },
} as const satisfies Endpoint

/** After a passed retest: lets the person apply afresh, or not. */
export const postReturnReview = {
  method: 'POST',
  url: '/suspended-users/:employeeId/review',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: OfUser,
    body: ReturnReview.extend({ paper: z.uuid(), signature: Signature }),
    response: { 200: Done },
  },
} as const satisfies Endpoint

/** Ends a cause that needs nothing else. */
export const postSuspensionLift = {
  method: 'POST',
  url: '/suspended-users/:employeeId/lift',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OfUser, body: SuspensionLift.extend({ signature: Signature }), response: { 200: Done } },
} as const satisfies Endpoint
