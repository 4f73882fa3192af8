import {
  getMeetingStandings,
  getMeetings,
  postDecisionCompletion,
  postMeeting,
  postMeetingCancellation,
  postMeetingMinutes,
} from '#contract/http/meeting.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listMeetings = relay('app:meeting:list', getMeetings)
export const listMeetingStandings = relay('app:meeting:list-standings', getMeetingStandings)
export const planMeeting = relay('app:meeting:plan', postMeeting)
export const writeMinutes = relay('app:meeting:write-minutes', postMeetingMinutes)
export const cancelMeeting = relay('app:meeting:cancel', postMeetingCancellation)
export const completeDecision = relay('app:meeting:complete-decision', postDecisionCompletion)
