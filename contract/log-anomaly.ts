/** What is odd in the log before anybody asks: found as entries come, looked at by auditors and head office. */

import * as z from 'zod'
import { Instant, InstitutionCode } from '#contract/values.ts'

/**
 * `gap`: silence in working hours. `back-dated`: an entry earlier than the ones before it. `same-second`: one person's
 * decisive acts within one second. `approver-pair`: an approver's releases that go nearly all to one officer.
 */
export const logAnomalyKinds = ['gap', 'back-dated', 'same-second', 'approver-pair'] as const
export const LogAnomalyKind = z.enum(logAnomalyKinds)
export type LogAnomalyKind = z.output<typeof LogAnomalyKind>

export const LogAnomaly = z.strictObject({
  id: z.int(),
  kind: LogAnomalyKind,
  /** Places in the log, both included. */
  firstIndex: z.int().min(0),
  lastIndex: z.int().min(0),
  /** Of the entry at the last place. */
  at: Instant,
  institution: InstitutionCode.nullable(),
  /** Plain values for the sentence on screen. */
  facts: z.record(z.string().max(40), z.union([z.string().max(80), z.number()])),
})
export type LogAnomaly = z.output<typeof LogAnomaly>
