import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getMeetingStandings,
  getMeetings,
  postDecisionCompletion,
  postMeeting,
  postMeetingCancellation,
  postMeetingMinutes,
} from '#contract/http/meeting.ts'
import type { MeetingService } from './meeting-service.ts'

export function meetingRoutes(app: FastifyInstance, meetings: MeetingService): void {
  serve(app, getMeetings, ({ caller }) => meetings.list(caller))
  serve(app, getMeetingStandings, ({ caller }) => meetings.standings(caller))
  serve(app, postMeeting, ({ body, caller }) => meetings.plan(body, caller))
  serve(app, postMeetingMinutes, ({ params, body, caller }) => meetings.writeMinutes(params.id, body, caller))
  serve(app, postMeetingCancellation, ({ params, caller }) => meetings.cancel(params.id, caller))
  serve(app, postDecisionCompletion, ({ params, body, caller }) => meetings.complete(params.id, body.note, caller))
}
