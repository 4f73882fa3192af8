import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles, roles } from '#contract/role.ts'
import { UserScore } from '#contract/score.ts'
import { EmployeeId } from '#contract/values.ts'

/** The caller's own points, and how they came. */
export const getOwnScore = {
  method: 'GET',
  url: '/score',
  access: 'session',
  roles,
  schema: { response: { 200: UserScore } },
} as const satisfies Endpoint

export const getUserScore = {
  method: 'GET',
  url: '/users/:employeeId/score',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { params: z.strictObject({ employeeId: EmployeeId }), response: { 200: UserScore } },
} as const satisfies Endpoint
