/** Something that must be looked into (事件): raised by a rule or a person, verified on the spot, decided one level up. */

import * as z from 'zod'
import { type Operation, Signature } from '#contract/approval.ts'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { DeductionCategory } from '#contract/deduction.ts'
import { HoldersOfInstitution } from '#contract/duty.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import { EmployeeId, Instant, InstitutionCode, QueryId } from '#contract/values.ts'
import { ViewId } from '#contract/viewing.ts'

export const IncidentId = z.uuid().brand('IncidentId')
export type IncidentId = z.output<typeof IncidentId>

/** Codes and numbers a rule saw; no name, no ID number. */
export const IncidentFacts = z.record(z.string().max(40), z.union([z.string().max(120), z.number()]))
export type IncidentFacts = z.output<typeof IncidentFacts>

/** 待指派, 待核实, 待复核, 待认定, 待办结, 申诉中, 已办结. */
export const incidentStates = ['raised', 'assigned', 'reported', 'accepted', 'confirmed', 'appealed', 'closed'] as const
export const IncidentState = z.enum(incidentStates)
export type IncidentState = z.output<typeof IncidentState>

/** What came of it. `reversed`: confirmed first, and taken back on appeal. */
export const incidentOutcomes = ['confirmed', 'dismissed', 'reversed'] as const
export const IncidentOutcome = z.enum(incidentOutcomes)
export type IncidentOutcome = z.output<typeof IncidentOutcome>

/** What people do about an incident. */
export const incidentStepKinds = [
  'assigned',
  'noted',
  'frozen',
  'leak-reported',
  'reported',
  'accepted',
  'returned',
  'confirmed',
  'dismissed',
  'closed',
  'appealed',
  'appeal-rejected',
  'reversed',
] as const
export const IncidentStepKind = z.enum(incidentStepKinds)
export type IncidentStepKind = z.output<typeof IncidentStepKind>

/** Typed by a person and kept beside the log, which has its hash only. */
export const IncidentText = z.string().trim().min(4).max(4000)
/** What is asked for with a step; what needs files, a person, a category or a signature says so. */
export const IncidentStepRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assigned'), verifier: EmployeeId, text: IncidentText }),
  /** A finding, or a statement of somebody (`person`). */
  z.strictObject({
    kind: z.literal('noted'),
    person: EmployeeId.nullable(),
    text: IncidentText,
    attachments: SentAttachments,
  }),
  z.strictObject({ kind: z.literal('frozen'), text: IncidentText, signature: Signature }),
  z.strictObject({ kind: z.literal('leak-reported'), text: IncidentText, attachments: SentAttachments }),
  z.strictObject({ kind: z.literal('reported'), text: IncidentText, attachments: SentAttachments }),
  z.strictObject({ kind: z.literal('accepted'), text: IncidentText }),
  z.strictObject({ kind: z.literal('returned'), text: IncidentText }),
  /** Without a category where nobody is concerned, and no points are to be deducted. */
  z.strictObject({
    kind: z.literal('confirmed'),
    category: DeductionCategory.nullable(),
    text: IncidentText,
    signature: Signature,
  }),
  z.strictObject({ kind: z.literal('dismissed'), text: IncidentText }),
  z.strictObject({ kind: z.literal('closed'), text: IncidentText }),
  z.strictObject({ kind: z.literal('appealed'), text: IncidentText, attachments: SentAttachments }),
  z.strictObject({ kind: z.literal('appeal-rejected'), text: IncidentText, signature: Signature }),
  z.strictObject({ kind: z.literal('reversed'), text: IncidentText, signature: Signature }),
])
export type IncidentStepRequest = z.output<typeof IncidentStepRequest>

/** What is signed for the steps that take effect on a user. */
export function incidentOperation(
  id: string,
  kind: 'frozen' | 'confirmed' | 'appeal-rejected' | 'reversed',
  category: DeductionCategory | null = null,
): Operation {
  return { action: `incident.${kind}`, object: id, facts: { category } }
}

/** An incident as lists show it. */
export const Incident = z.strictObject({
  id: IncidentId,
  rule: MonitoringRule,
  isHighRisk: z.boolean(),
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  employeeId: EmployeeId.nullable(),
  name: z.string().max(60).nullable(),
  workstation: z.string().max(20).nullable(),
  queryId: QueryId.nullable(),
  facts: IncidentFacts,
  raisedAt: Instant,
  state: IncidentState,
  outcome: IncidentOutcome.nullable(),
  category: DeductionCategory.nullable(),
  /** The institution that has it verified, and the one that accepts and decides. */
  handledBy: InstitutionCode,
  reviewedBy: InstitutionCode,
  verifier: EmployeeId.nullable(),
  dueAt: Instant.nullable(),
  isOverdue: z.boolean(),
  /** It waits for the person who asks. */
  isMine: z.boolean(),
})
export type Incident = z.output<typeof Incident>

export const IncidentStep = z.strictObject({
  /** `raised` and `escalated` are the service's own. */
  kind: z.enum(['raised', 'escalated', ...incidentStepKinds]),
  by: EmployeeId.nullable(),
  name: z.string().max(60).nullable(),
  at: Instant,
  text: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  attachments: z.array(Attachment),
})
export type IncidentStep = z.output<typeof IncidentStep>

/** Everything about one incident, and what the person who asks may do now. */
export const IncidentDetail = Incident.extend({
  steps: z.array(IncidentStep),
  /** Who answered for the institution and every level above on the day. */
  holders: z.array(HoldersOfInstitution),
  actions: z.array(IncidentStepKind),
  appealUntil: Instant.nullable(),
  accountabilityCase: z.uuid().nullable(),
})
export type IncidentDetail = z.output<typeof IncidentDetail>

/** What somebody raises himself: a leak he suspects, a complaint, an irregularity. */
export const ReportedIncident = z.strictObject({
  id: IncidentId,
  rule: z.enum(['suspected-leak', 'complaint', 'item-check']),
  /** Left out, it is where the query was asked, or where the person works. */
  institution: InstitutionCode.nullable(),
  employeeId: EmployeeId.nullable(),
  /** What it is about: the mark of a picture, or a query. */
  viewId: ViewId.nullable(),
  queryId: QueryId.nullable(),
  text: IncidentText,
})
export type ReportedIncident = z.output<typeof ReportedIncident>

/** Who may verify: not involved, of the institution that handles it or below. */
export const Verifier = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: InstitutionCode,
  institutionName: z.string().max(80),
})
export type Verifier = z.output<typeof Verifier>

/** Somebody looked at a report about the same subject. */
export const SubjectViewing = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: InstitutionCode,
  workstation: z.string().max(20),
  queryId: QueryId,
  viewId: ViewId.nullable(),
  openedAt: Instant,
  endedAt: Instant.nullable(),
})
export type SubjectViewing = z.output<typeof SubjectViewing>

/** Counted over the caller's subtree. */
export const IncidentFigures = z.strictObject({
  open: z.int(),
  overdue: z.int(),
  mine: z.int(),
  suspectedLeaks: z.int(),
  /** Of this year. */
  confirmedLeaks: z.int(),
})
export type IncidentFigures = z.output<typeof IncidentFigures>

/** What a user reads about an incident that was decided about him. */
export const OwnIncident = z.strictObject({
  id: IncidentId,
  rule: MonitoringRule,
  raisedAt: Instant,
  state: IncidentState,
  outcome: IncidentOutcome,
  category: DeductionCategory.nullable(),
  decidedAt: Instant,
  /** Why it was decided so, and what came of an appeal. */
  decision: z.string(),
  appeal: z.string().nullable(),
  appealDecision: z.string().nullable(),
  appealUntil: Instant.nullable(),
  canAppeal: z.boolean(),
})
export type OwnIncident = z.output<typeof OwnIncident>
