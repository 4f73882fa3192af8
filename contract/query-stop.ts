/** Stopping all queries of an institution with everything below it, or of the whole bank (停止查询): two people, each time. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const StopId = z.uuid().brand('StopId')
export type StopId = z.output<typeof StopId>

/** Why, in a code that every officer may read. */
export const stopCauses = [
  'suspected-leak',
  'misuse',
  'system-fault',
  'bureau-notice',
  'inspection',
  'drill',
  'other',
] as const
export const StopCause = z.enum(stopCauses)
export type StopCause = z.output<typeof StopCause>

/** What the officers read beside the cause. */
export const StopReason = z.string().trim().min(4).max(120)

/** `proposed` → `in-force` → `lifting` → `lifted`; a proposal can be `withdrawn`, a lifting that is withdrawn leaves it in force. */
export const stopStates = ['proposed', 'in-force', 'lifting', 'lifted', 'withdrawn'] as const
export type StopState = (typeof stopStates)[number]

export const StopRequest = z.strictObject({
  id: StopId,
  /** Head office's code stops the whole bank. */
  institution: InstitutionCode,
  cause: StopCause,
  reason: StopReason,
})
export type StopRequest = z.output<typeof StopRequest>

export const QueryStop = z.strictObject({
  id: StopId,
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  cause: StopCause,
  reason: z.string().max(120),
  state: z.enum(stopStates),
  proposedBy: EmployeeId,
  proposedAt: Instant,
  /** Who signed it or withdrew it. */
  decidedBy: EmployeeId.nullable(),
  decidedAt: Instant.nullable(),
  /** The institution that imposed it: nobody below it lifts it. */
  imposedIn: InstitutionCode.nullable(),
  lifting: z.strictObject({ reason: z.string().max(120), proposedBy: EmployeeId, proposedAt: Instant }).nullable(),
  liftedBy: EmployeeId.nullable(),
  liftedAt: Instant.nullable(),
})
export type QueryStop = z.output<typeof QueryStop>

/** A stop as everybody it concerns sees it. */
export const StopInForce = z.strictObject({
  id: StopId,
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  cause: StopCause,
  reason: z.string().max(120),
  since: Instant,
})
export type StopInForce = z.output<typeof StopInForce>

/** What the second person signs so that it begins. */
export function imposeOperation({ id, institution, cause, reason }: StopRequest): Operation {
  return { action: 'query-stop.impose', object: id, facts: { institution, cause, reason } }
}

/** What the second person signs so that it ends. */
export function liftOperation(stop: Pick<QueryStop, 'id' | 'institution'>, reason: string): Operation {
  return { action: 'query-stop.lift', object: stop.id, facts: { institution: stop.institution, reason } }
}
