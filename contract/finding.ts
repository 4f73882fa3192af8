/** What an auditor found, whose it is to remedy and until when, and how that went. */

import * as z from 'zod'
import { EngagementId } from '#contract/engagement.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const FindingId = z.uuid().brand('FindingId')
export type FindingId = z.output<typeof FindingId>

export const findingTopics = [
  'consent',
  'query',
  'viewing',
  'release',
  'access',
  'workstation',
  'training',
  'other',
] as const
export const FindingTopic = z.enum(findingTopics)

/** Typed by a person and kept beside the log, which has its hash only. Names and ID numbers do not belong here. */
export const FindingText = z.string().trim().min(1).max(2000)

export const NewFinding = z.strictObject({
  id: FindingId,
  engagement: EngagementId,
  /** The institution that has to remedy it. */
  institution: InstitutionCode,
  topic: FindingTopic,
  text: FindingText,
  /** Entries of the log it rests on, by their ids. */
  entries: z.array(z.uuid()).max(50),
  dueOn: Day,
})
export type NewFinding = z.output<typeof NewFinding>

export const findingStates = ['open', 'remedied', 'closed'] as const
export const FindingState = z.enum(findingStates)
export type FindingState = z.output<typeof FindingState>

export const FindingStep = z.strictObject({
  kind: z.enum(['raised', 'remedied', 'returned', 'closed']),
  by: EmployeeId,
  at: Instant,
  text: z.string(),
})
export type FindingStep = z.output<typeof FindingStep>

export const Finding = NewFinding.omit({ text: true }).extend({
  raisedBy: EmployeeId,
  state: FindingState,
  /** Past its day and not remedied. */
  isOverdue: z.boolean(),
  /** From the oldest to the newest. */
  steps: z.array(FindingStep).min(1),
})
export type Finding = z.output<typeof Finding>
