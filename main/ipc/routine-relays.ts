import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  confirmReceipt,
  discardCircularDraft,
  draftSecurityCircular,
  keepCircularDraft,
  listCirculars,
  listReceipts,
  listReceivedCirculars,
  listSecurityMonths,
  openReceivedCircular,
  publishCircular,
  readCircular,
  withdrawCircular,
} from '#contract/ipc/circular.ts'
import { listDisputableQueries, listDisputes, registerDispute, stepDispute } from '#contract/ipc/dispute.ts'
import {
  confirmLibraryReading,
  listLibrary,
  listLibraryReaders,
  publishLibraryEntry,
  publishShippedLibrary,
  readLibraryEntry,
  retireLibraryEntry,
} from '#contract/ipc/library.ts'
import {
  cancelMeeting,
  completeDecision,
  listMeetingStandings,
  listMeetings,
  planMeeting,
  writeMinutes,
} from '#contract/ipc/meeting.ts'
import { cancelPublicity, listPublicity, planPublicity, reportPublicity } from '#contract/ipc/publicity.ts'
import type { Relay } from '#contract/ipc/relay.ts'

/** Channels that only ask an endpoint of disputes, circulars, meetings, the library or publicity. */
export const routineRelays = [
  listDisputes,
  listDisputableQueries,
  registerDispute,
  stepDispute,
  listCirculars,
  readCircular,
  listReceipts,
  keepCircularDraft,
  discardCircularDraft,
  publishCircular,
  withdrawCircular,
  listSecurityMonths,
  draftSecurityCircular,
  listReceivedCirculars,
  openReceivedCircular,
  confirmReceipt,
  listMeetings,
  listMeetingStandings,
  planMeeting,
  writeMinutes,
  cancelMeeting,
  completeDecision,
  listLibrary,
  readLibraryEntry,
  confirmLibraryReading,
  listLibraryReaders,
  publishLibraryEntry,
  retireLibraryEntry,
  publishShippedLibrary,
  listPublicity,
  planPublicity,
  reportPublicity,
  cancelPublicity,
] as unknown as readonly Relay<Endpoint>[]
