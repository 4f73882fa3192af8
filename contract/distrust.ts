/** Why a workstation no longer trusts the service's log (停止信任日志). */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

/**
 * `forked`: it does not continue what was seen. `rolled-back`: it lost entries. `unsigned`: its key did not sign.
 * `key-changed`: the service names another key.
 */
export const distrustReasons = ['forked', 'rolled-back', 'unsigned', 'key-changed'] as const
export const DistrustReason = z.enum(distrustReasons)
export type DistrustReason = z.output<typeof DistrustReason>

export const Distrust = z.strictObject({
  reason: DistrustReason,
  at: Instant,
  /** Both notes, the proof and the times, for auditors. */
  evidenceFile: z.string().max(1000),
})
export type Distrust = z.output<typeof Distrust>
