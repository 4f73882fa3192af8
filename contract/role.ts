/** What a user is there for. One role a user: who administers or audits asks no query, and who asks administers nothing. */

import * as z from 'zod'

export const roles = [
  'query-officer',
  'institution-administrator',
  'approver',
  'head-office-administrator',
  'auditor',
  'it',
] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** Who administers institutions and their people, each within his own subtree. */
export const administratorRoles = ['institution-administrator', 'head-office-administrator'] as const satisfies Role[]
