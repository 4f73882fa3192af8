/** An auditor's mandate: what may be looked at and for how long, granted by head office. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Period } from '#contract/audit-export.ts'
import { EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const EngagementId = z.uuid().brand('EngagementId')
export type EngagementId = z.output<typeof EngagementId>

export const EngagementGrant = z.strictObject({
  id: EngagementId,
  auditor: EmployeeId,
  /** With everything below them; `null`: the whole bank. */
  institutions: z.array(InstitutionCode).min(1).max(40).nullable(),
  /** The time in the log that may be looked at. */
  period: Period,
  /** The time in which it may be looked at; at most a year. */
  validity: Period,
})
export type EngagementGrant = z.output<typeof EngagementGrant>

export const Engagement = EngagementGrant.extend({
  grantedBy: EmployeeId,
  grantedAt: Instant,
  endedAt: Instant.nullable(),
})
export type Engagement = z.output<typeof Engagement>

/** What head office signs. */
export function grantOperation({ id, auditor, institutions, period, validity }: EngagementGrant): Operation {
  return {
    action: 'engagement.grant',
    object: id,
    facts: {
      auditor,
      institutions,
      periodFrom: period.from,
      periodUntil: period.until,
      validFrom: validity.from,
      validUntil: validity.until,
    },
  }
}
