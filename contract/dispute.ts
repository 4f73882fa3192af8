/** A subject contests what a report says, or that it was asked for (异议). */

import * as z from 'zod'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { Subject } from '#contract/subject.ts'
import { BusinessReference, Day, EmployeeId, Instant, InstitutionCode, QueryId } from '#contract/values.ts'

export const DisputeId = z.uuid().brand('DisputeId')
export type DisputeId = z.output<typeof DisputeId>

/** What is contested. `query-record`: that the bank asked at all; this is a complaint about the query too. */
export const disputeKinds = ['identity', 'account', 'overdue', 'query-record', 'public-record', 'other'] as const
export const DisputeKind = z.enum(disputeKinds)
export type DisputeKind = z.output<typeof DisputeKind>

/** Typed by a person and kept beside the log, which has its hash only. */
export const DisputeText = z.string().trim().min(4).max(2000)

export const NewDispute = z.strictObject({
  id: DisputeId,
  kind: DisputeKind,
  subject: Subject,
  businessReference: BusinessReference.nullable(),
  /** The query whose report is contested, when it is known. */
  query: QueryId.nullable(),
  contested: DisputeText,
  /** The subject himself, or somebody he empowered. */
  broughtBy: z.enum(['subject', 'agent']),
  /** The day on which the bank got it; the clock runs from here. */
  receivedOn: Day,
  attachments: SentAttachments,
})
export type NewDispute = z.output<typeof NewDispute>

/** In this order; `sent` may be left out when the bank can check by itself. */
export const disputeStates = ['taken', 'sent', 'checked', 'answered', 'closed'] as const
export const DisputeState = z.enum(disputeStates)
export type DisputeState = z.output<typeof DisputeState>

export const disputeReceivers = ['bureau', 'data-owner', 'head-office'] as const
export const disputeOutcomes = ['correct', 'corrected', 'unauthorised-query', 'not-ours'] as const
export const disputeDeliveries = ['in-person', 'post', 'electronic'] as const

/** What is done next; the text of `answered` is what the letter says to the subject. */
export const NewDisputeStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sent'), detail: z.enum(disputeReceivers), text: DisputeText }),
  z.strictObject({ kind: z.literal('checked'), detail: z.enum(disputeOutcomes), text: DisputeText }),
  z.strictObject({ kind: z.literal('answered'), detail: z.enum(disputeDeliveries), text: DisputeText }),
  z.strictObject({ kind: z.literal('closed'), detail: z.null(), text: DisputeText }),
])
export type NewDisputeStep = z.output<typeof NewDisputeStep>

export const DisputeStep = z.strictObject({
  kind: DisputeState,
  detail: z.enum([...disputeReceivers, ...disputeOutcomes, ...disputeDeliveries]).nullable(),
  by: EmployeeId,
  at: Instant,
  text: z.string(),
})
export type DisputeStep = z.output<typeof DisputeStep>

/** Where a dispute stands against its clock. */
export const disputeStandings = ['in-time', 'warning', 'overdue', 'answered', 'answered-late'] as const
export const DisputeStanding = z.enum(disputeStandings)
export type DisputeStanding = z.output<typeof DisputeStanding>

export const Dispute = NewDispute.omit({ subject: true, query: true, attachments: true }).extend({
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  /** `null` once the subject has been erased. */
  subject: z.strictObject({ name: z.string(), idNumberEnd: z.string().max(4) }).nullable(),
  query: z.strictObject({ id: QueryId, askedAt: Instant, reportNumber: z.string().nullable() }).nullable(),
  takenBy: z.strictObject({ employeeId: EmployeeId, name: z.string() }),
  dueOn: Day,
  state: DisputeState,
  standing: DisputeStanding,
  /** Days until it is due; negative when they have gone by. */
  daysLeft: z.int(),
  /** The institution it was taken up to because it is overdue. */
  escalatedTo: InstitutionCode.nullable(),
  /** From the oldest to the newest. */
  steps: z.array(DisputeStep).min(1),
  attachments: z.array(Attachment),
})
export type Dispute = z.output<typeof Dispute>

/** A query that a dispute may be about, as the register offers it. */
export const DisputableQuery = z.strictObject({
  id: QueryId,
  askedAt: Instant,
  purpose: z.string().max(4),
  employeeId: EmployeeId,
  reportNumber: z.string().nullable(),
})
export type DisputableQuery = z.output<typeof DisputableQuery>
