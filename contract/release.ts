/** An approver's one-time permission for one blocked query (授权查询). */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { type BlockingRule, BlockReason } from '#contract/decision.ts'
import { BusinessReference, EmployeeId, Instant, InstitutionCode, QueryId } from '#contract/values.ts'

export const ReleaseId = z.uuid().brand('ReleaseId')
export type ReleaseId = z.output<typeof ReleaseId>

/**
 * `waiting`: nobody has answered. `granted`: good until `validUntil`, once. `used`: a query went with it. `lapsed`: its time
 * went by unused.
 */
export const releaseStates = ['waiting', 'granted', 'refused', 'used', 'lapsed'] as const

/** What the officer writes for the approver: why it cannot wait. */
export const ReleaseReason = z.string().trim().min(4).max(200)

export const ReleaseRequest = z.strictObject({ id: ReleaseId, queryId: QueryId, reason: ReleaseReason })
export type ReleaseRequest = z.output<typeof ReleaseRequest>

/** A release as the officer sees it, on the query it was asked for. */
export const ReleaseState = z.strictObject({
  id: ReleaseId,
  state: z.enum(releaseStates),
  requestedAt: Instant,
  decidedAt: Instant.nullable(),
  /** What the approver wrote when refusing. */
  note: z.string().max(200).nullable(),
  validUntil: Instant.nullable(),
})
export type ReleaseState = z.output<typeof ReleaseState>

/** A release as approvers see it: who asks what for which business, and why; without the subject's name. */
export const ReleaseCase = ReleaseState.extend({
  queryId: QueryId,
  reason: z.string().max(200),
  officer: z.strictObject({ employeeId: EmployeeId, name: z.string().max(60) }),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  businessReference: BusinessReference,
  purpose: z.string().max(4),
  reasons: z.array(BlockReason),
  /** Whether it is the caller's turn: on duty, or the request was passed on to deputies or upward. */
  isMine: z.boolean(),
  /** Releases of this officer by the caller in the last thirty days, out of all of his. */
  pair: z.strictObject({ byCaller: z.int().min(0), all: z.int().min(0) }),
  decidedBy: EmployeeId.nullable(),
})
export type ReleaseCase = z.output<typeof ReleaseCase>

/** What an approver signs when granting; the screen and the service make it from the same values. */
export function grantOperation({
  id,
  queryId,
  rules,
}: {
  id: string
  queryId: string
  rules: readonly string[]
}): Operation {
  return { action: 'release.grant', object: id, facts: { query: queryId, rules: rules.toSorted() } }
}

export function refuseOperation({ id, queryId }: { id: string; queryId: string }): Operation {
  return { action: 'release.refuse', object: id, facts: { query: queryId } }
}

/** The rules a release would cover. */
export function releasableRules(reasons: readonly BlockReason[]): BlockingRule[] {
  return reasons.filter(({ isReleasable }) => isReleasable).map(({ rule }) => rule)
}

/** Who can release now at an institution; without any entry every approver of it may. */
export const DutyEntry = z.strictObject({
  id: z.uuid(),
  employeeId: EmployeeId,
  isDeputy: z.boolean(),
  from: Instant,
  until: Instant,
})
export type DutyEntry = z.output<typeof DutyEntry>

export const DutyRoster = z.strictObject({
  institution: InstitutionCode,
  approvers: z.array(z.strictObject({ employeeId: EmployeeId, name: z.string().max(60) })),
  entries: z.array(DutyEntry),
})
export type DutyRoster = z.output<typeof DutyRoster>
