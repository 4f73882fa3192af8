import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { IssuedPassword, PasswordChange } from '#contract/password.ts'
import { administratorRoles, roles } from '#contract/role.ts'
import { EmployeeId } from '#contract/values.ts'

/** Changes the caller's own password. */
export const postPassword = {
  method: 'POST',
  url: '/password',
  access: 'session',
  roles,
  answersPasswordDue: true,
  schema: { body: PasswordChange, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Gives a user a random password, to be handed over in person and changed at the first log-in. Ends his session. */
export const postInitialPassword = {
  method: 'POST',
  url: '/users/:employeeId/initial-password',
  access: 'session',
  roles: administratorRoles,
  schema: { params: z.strictObject({ employeeId: EmployeeId }), response: { 200: IssuedPassword } },
} as const satisfies Endpoint
