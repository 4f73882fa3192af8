import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  CompletionNote,
  DecisionId,
  Meeting,
  MeetingId,
  MeetingMinutes,
  MeetingPlan,
  MeetingStanding,
} from '#contract/meeting.ts'
import { administratorRoles } from '#contract/role.ts'

const OneMeeting = z.strictObject({ id: MeetingId })

/** Meetings of the caller's subtree, newest first. */
export const getMeetings = {
  method: 'GET',
  url: '/meetings',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(Meeting) } },
} as const satisfies Endpoint

/** Each open institution of the caller's subtree, parents first, and whether it met as often as it must. */
export const getMeetingStandings = {
  method: 'GET',
  url: '/meetings/standing',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(MeetingStanding) } },
} as const satisfies Endpoint

/** Plans a meeting, or plans it anew; safe to repeat. */
export const postMeeting = {
  method: 'POST',
  url: '/meetings',
  access: 'session',
  roles: administratorRoles,
  schema: { body: MeetingPlan, response: { 200: Meeting } },
} as const satisfies Endpoint

export const postMeetingMinutes = {
  method: 'POST',
  url: '/meetings/:id/minutes',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneMeeting, body: MeetingMinutes, response: { 200: Meeting } },
} as const satisfies Endpoint

export const postMeetingCancellation = {
  method: 'POST',
  url: '/meetings/:id/cancellation',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneMeeting, response: { 200: Meeting } },
} as const satisfies Endpoint

export const postDecisionCompletion = {
  method: 'POST',
  url: '/meeting-decisions/:id/completion',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ id: DecisionId }),
    body: z.strictObject({ note: CompletionNote }),
    response: { 200: Meeting },
  },
} as const satisfies Endpoint
