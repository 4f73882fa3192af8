import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  cancelAuditExport,
  closeFinding,
  endEngagement,
  grantEngagement,
  listAuditExports,
  listEngagements,
  listFindings,
  raiseFinding,
  remedyFinding,
  requestAuditExport,
  returnFinding,
} from '#contract/ipc/audit-desk.ts'
import { issueFeedKey, readBusinessFeed, revokeFeedKey } from '#contract/ipc/business-feed.ts'
import {
  acceptComplianceReport,
  readComplianceReport,
  readDashboard,
  returnComplianceReport,
  signComplianceReport,
} from '#contract/ipc/compliance.ts'
import { listLogAnomalies, listSavedSearches, removeSavedSearch, saveSearch } from '#contract/ipc/log-search.ts'
import { readMonitoringRules, tryMonitoringRule } from '#contract/ipc/monitoring.ts'
import {
  listQueryStops,
  proposeLifting,
  proposeStop,
  readStopsInForce,
  signLifting,
  signStop,
  withdrawStopProposal,
} from '#contract/ipc/query-stop.ts'
import type { Relay } from '#contract/ipc/relay.ts'
import { readOwnScore, readUserScore } from '#contract/ipc/score.ts'
import { readToDoCounts } from '#contract/ipc/to-do.ts'
import { liftSuspension, listSuspendedUsers, reviewReturn } from '#contract/ipc/way-back.ts'
import { checkingRelays } from './checking-relays.ts'
import { incidentRelays } from './incident-relays.ts'
import { routineRelays } from './routine-relays.ts'

/** Channels that only ask an endpoint of the domains that watch. */
export const watchingRelays = [
  readToDoCounts,
  readDashboard,
  readComplianceReport,
  signComplianceReport,
  acceptComplianceReport,
  returnComplianceReport,
  readBusinessFeed,
  issueFeedKey,
  revokeFeedKey,
  readMonitoringRules,
  tryMonitoringRule,
  listQueryStops,
  readStopsInForce,
  proposeStop,
  signStop,
  withdrawStopProposal,
  proposeLifting,
  signLifting,
  ...routineRelays,
  listEngagements,
  grantEngagement,
  endEngagement,
  listAuditExports,
  requestAuditExport,
  cancelAuditExport,
  listFindings,
  raiseFinding,
  remedyFinding,
  returnFinding,
  closeFinding,
  listLogAnomalies,
  listSavedSearches,
  saveSearch,
  removeSavedSearch,
  ...checkingRelays,
  ...incidentRelays,
  listSuspendedUsers,
  reviewReturn,
  liftSuspension,
  readOwnScore,
  readUserScore,
] as unknown as readonly Relay<Endpoint>[]
