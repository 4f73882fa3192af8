/** Passwords: how long they are good, what changes them. */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

const Password = z.string().min(1).max(128)

export const PasswordChange = z.strictObject({ currentPassword: Password, newPassword: Password })
export type PasswordChange = z.output<typeof PasswordChange>

/** What screens know of the password of who is logged in. */
export const PasswordState = z.strictObject({
  /** It must be changed before anything else is answered. */
  isDue: z.boolean(),
  expiresAt: Instant.nullable(),
  minLength: z.int().positive(),
})
export type PasswordState = z.output<typeof PasswordState>

/** Shown once to the administrator who hands it over. */
export const IssuedPassword = z.strictObject({ password: z.string().max(40), validUntil: Instant })
export type IssuedPassword = z.output<typeof IssuedPassword>
