import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  decideApplication,
  issueAdmissionCode,
  listApplications,
  listCandidates,
  listQuestions,
  retireQuestion,
} from '#contract/ipc/admission.ts'
import { askChallenge } from '#contract/ipc/approval.ts'
import { publishCalendarYear, readCalendarYear } from '#contract/ipc/calendar.ts'
import {
  closeInstitution,
  endDuty,
  listDuties,
  listInstitutions,
  mergeInstitution,
  openInstitution,
  readHolders,
} from '#contract/ipc/institution.ts'
import { readQueryTimeline, searchLog } from '#contract/ipc/log-search.ts'
import { issueInitialPassword } from '#contract/ipc/password.ts'
import { proposePolicy, publishPolicy, readPolicy, tryPolicy, withdrawProposal } from '#contract/ipc/policy.ts'
import { compareDay, listDifferences, listReconciliationDays, resolveDifference } from '#contract/ipc/reconciliation.ts'
import type { Relay } from '#contract/ipc/relay.ts'
import {
  addDutyEntry,
  askRelease,
  grantRelease,
  listReleases,
  readDutyRoster,
  refuseRelease,
  removeDutyEntry,
} from '#contract/ipc/release.ts'
import {
  approveResync,
  assignToken,
  confirmToken,
  enrolToken,
  importTokens,
  listTokens,
  passIdentityCheck,
  proposeResync,
  revokeToken,
} from '#contract/ipc/token.ts'
import { confirmRights, listUserChanges, listUsers, setUserRights, stopUser, suspendUser } from '#contract/ipc/user.ts'
import {
  acceptWorkstationHardware,
  approveWorkstation,
  assignToWorkstation,
  changeWorkstationAddresses,
  demandWorkstationKey,
  issueEnrolmentCodes,
  listWorkstations,
  readWorkstation,
  refuseWorkstation,
  revokeWorkstation,
  unassignFromWorkstation,
} from '#contract/ipc/workstation.ts'
import type { CallInput } from '#main/service/service-client.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { Handle } from './handle.ts'
import { watchingRelays } from './watching-relays.ts'

/** Every channel that only asks an endpoint. */
const relays: readonly Relay<Endpoint>[] = [
  askChallenge,
  searchLog,
  readQueryTimeline,
  readPolicy,
  proposePolicy,
  publishPolicy,
  withdrawProposal,
  tryPolicy,
  askRelease,
  listReleases,
  grantRelease,
  refuseRelease,
  readDutyRoster,
  addDutyEntry,
  removeDutyEntry,
  issueInitialPassword,
  listTokens,
  enrolToken,
  confirmToken,
  importTokens,
  assignToken,
  revokeToken,
  proposeResync,
  approveResync,
  passIdentityCheck,
  readCalendarYear,
  publishCalendarYear,
  listInstitutions,
  openInstitution,
  mergeInstitution,
  closeInstitution,
  listDuties,
  endDuty,
  readHolders,
  listReconciliationDays,
  listDifferences,
  compareDay,
  resolveDifference,
  listWorkstations,
  readWorkstation,
  issueEnrolmentCodes,
  acceptWorkstationHardware,
  approveWorkstation,
  refuseWorkstation,
  changeWorkstationAddresses,
  demandWorkstationKey,
  revokeWorkstation,
  assignToWorkstation,
  unassignFromWorkstation,
  listUsers,
  listUserChanges,
  setUserRights,
  suspendUser,
  stopUser,
  confirmRights,
  listCandidates,
  issueAdmissionCode,
  listApplications,
  decideApplication,
  listQuestions,
  retireQuestion,
] as unknown as readonly Relay<Endpoint>[]

export function handleRelays(handle: Handle, session: SessionService): void {
  for (const relay of [...relays, ...watchingRelays])
    handle(relay, (input) => session.call(relay.endpoint, input as Omit<CallInput<Endpoint>, 'token'>))
}
