/** Proof that the log only grows: what a witness asks for. It says nothing about anybody. */

import * as z from 'zod'

/** Number of entries. */
export const LogSize = z.coerce.number().int().min(0)

/** RFC 6962 section 2.1.2, base64 hashes; at most 63 (C2SP tlog-witness). */
export const ConsistencyProof = z.array(z.base64().length(44)).max(63)

export const LogGrowth = z.strictObject({
  /** The newest checkpoint, a C2SP signed note; `null` while the log is empty. */
  checkpoint: z.string().max(4000).nullable(),
  /** Empty when there is nothing to show, or when the log holds less than was asked about. */
  proof: ConsistencyProof,
})
export type LogGrowth = z.output<typeof LogGrowth>
