/** Meetings of the leading group (领导小组会议): at least one in each period, with minutes and decisions that are followed up. */

import * as z from 'zod'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const MeetingId = z.uuid().brand('MeetingId')
export type MeetingId = z.output<typeof MeetingId>
export const DecisionId = z.uuid().brand('DecisionId')
export type DecisionId = z.output<typeof DecisionId>

export const meetingStates = ['planned', 'held', 'cancelled'] as const
export const MeetingState = z.enum(meetingStates)
export type MeetingState = z.output<typeof MeetingState>

/** Typed by people and kept beside the log, which has its hash only. */
const MeetingText = z.string().trim().min(2).max(10_000)

/** A meeting as it is planned; it can be planned anew until it was held. */
export const MeetingPlan = z.strictObject({
  id: MeetingId,
  institution: InstitutionCode,
  plannedOn: Day,
  place: z.string().trim().min(1).max(120),
  agenda: MeetingText,
})
export type MeetingPlan = z.output<typeof MeetingPlan>

export const NewDecision = z.strictObject({
  id: DecisionId,
  text: z.string().trim().min(4).max(1000),
  owner: EmployeeId,
  dueOn: Day,
})
export type NewDecision = z.output<typeof NewDecision>

/** What came of it; written once. */
export const MeetingMinutes = z.strictObject({
  heldOn: Day,
  minutes: MeetingText,
  /** Members who were there. */
  present: z.array(EmployeeId).min(1).max(60),
  decisions: z.array(NewDecision).max(40),
  attachments: SentAttachments,
})
export type MeetingMinutes = z.output<typeof MeetingMinutes>

export const CompletionNote = z.string().trim().min(2).max(1000)

export const MeetingDecision = NewDecision.extend({
  ownerName: z.string(),
  completion: z.strictObject({ by: EmployeeId, at: Instant, note: z.string() }).nullable(),
  standing: z.enum(['open', 'overdue', 'done', 'done-late']),
})
export type MeetingDecision = z.output<typeof MeetingDecision>

/** A member of the leading group on the day of the meeting. */
export const MeetingMember = z.strictObject({
  employeeId: EmployeeId,
  name: z.string(),
  isHead: z.boolean(),
  wasPresent: z.boolean().nullable(),
})
export type MeetingMember = z.output<typeof MeetingMember>

export const Meeting = z.strictObject({
  id: MeetingId,
  institution: z.strictObject({ code: InstitutionCode, name: z.string() }),
  plannedOn: Day,
  place: z.string(),
  agenda: z.string(),
  state: MeetingState,
  heldOn: Day.nullable(),
  minutes: z.string().nullable(),
  members: z.array(MeetingMember),
  decisions: z.array(MeetingDecision),
  attachments: z.array(Attachment),
})
export type Meeting = z.output<typeof Meeting>

/** Whether an institution met as often as it must. */
export const MeetingStanding = z.strictObject({
  code: InstitutionCode,
  parent: InstitutionCode.nullable(),
  name: z.string(),
  lastHeldOn: Day.nullable(),
  /** The last day of the present period. */
  dueOn: Day,
  /** `missed`: the last whole period went by without one. `due`: the present one has none yet. */
  standing: z.enum(['met', 'due', 'missed']),
  /** Periods of the last year that went by without one. */
  missed: z.int().min(0),
  overdueDecisions: z.int().min(0),
})
export type MeetingStanding = z.output<typeof MeetingStanding>
