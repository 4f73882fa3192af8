/** One request for one report (查询). */

import * as z from 'zod'
import { DayKind } from '#contract/calendar.ts'
import { Decision } from '#contract/decision.ts'
import { LocalMoment } from '#contract/policy-sections/bureau.ts'
import { kindOfPurpose, Purpose } from '#contract/purpose.ts'
import { ReleaseState } from '#contract/release.ts'
import { kindOfSubject, Subject } from '#contract/subject.ts'
import { BusinessReference, ConsentId, Instant, QueryId } from '#contract/values.ts'

/** The client chooses the id, so that asking twice after a broken line is one query. */
export const QueryRequest = z
  .strictObject({
    id: QueryId,
    subject: Subject,
    purpose: Purpose,
    businessReference: BusinessReference,
    /** `null` when the officer has none; the service then blocks and records the attempt. */
    consentId: ConsentId.nullable(),
  })
  .refine(({ subject, purpose }) => kindOfPurpose(purpose) === kindOfSubject(subject), { path: ['purpose'] })
export type QueryRequest = z.output<typeof QueryRequest>

/**
 * `blocked`: ended by the decision. `asking`: allowed, the bureau has not answered yet. `answered`: the sealed report is
 * here. `failed`: the bureau answered that there will be none.
 */
export const queryStates = ['blocked', 'asking', 'answered', 'failed'] as const

/** A query as the officer's lists show it: by business reference, without name and ID number. */
export const Query = z.strictObject({
  id: QueryId,
  businessReference: BusinessReference,
  purpose: Purpose,
  askedAt: Instant,
  state: z.enum(queryStates),
  decision: Decision,
  report: z
    .strictObject({
      number: z.string().max(40),
      pages: z.int().positive(),
      viewableUntil: Instant,
      openingsLeft: z.int().min(0),
    })
    .nullable(),
  /** The release that was asked for a blocked query. */
  release: ReleaseState.nullable().default(null),
})
export type Query = z.output<typeof Query>

/** What is left of today, shown before the officer asks. */
export const Allowance = z.strictObject({
  asked: z.int().min(0),
  perDay: z.int().positive(),
  workingHours: z.strictObject({ from: z.string(), until: z.string() }),
  /** `unknown`: a year whose calendar head office has not published; queries go ahead. */
  today: DayKind,
  /** Announced by the bureau: under way, or in the next days; `YYYY-MM-DD HH:MM` in Asia/Shanghai. */
  maintenance: z.strictObject({ from: LocalMoment, until: LocalMoment }).nullable().default(null),
  now: Instant,
})
export type Allowance = z.output<typeof Allowance>
