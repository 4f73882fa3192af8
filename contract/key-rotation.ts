/** How a workstation changes its key: the new one shows that it is held, and the old one signs that over. */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

/** `typ` of the inner JWS, by the new key, and of the outer one, by the old key, whose payload is the inner one. */
export const possessionType = 'cqw-key-possession'
export const handoverType = 'cqw-key-handover'

/** What the new key signs: whose place it takes. A handover is good once, for afterwards that key is nobody's. */
export const PossessionClaims = z.strictObject({
  format: z.literal(1),
  /** Thumbprint of the old key (RFC 7638). */
  replaces: z.string().regex(/^[\w-]{43}$/),
})

export const KeyHandover = z.strictObject({
  handover: z
    .string()
    .max(4096)
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
})

/** The age of a workstation's key, and whether it is time for another. */
export const KeyStanding = z.strictObject({ since: Instant.nullable(), isDue: z.boolean() })
export type KeyStanding = z.output<typeof KeyStanding>
