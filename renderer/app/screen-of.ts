/** Which screen stands at a place. Those of the officer's day are there at once, the others are read when they are opened. */

import { type ComponentType, lazy } from 'react'
import type { Place, ScreenProps } from './place.ts'
import { ConsentScreen } from './screens/consent/consent-screen.tsx'
import { QueryScreen } from './screens/query/query-screen.tsx'
import { WorkbenchScreen } from './screens/workbench/workbench-screen.tsx'

export const screenOf: Readonly<Record<Place, ComponentType<ScreenProps>>> = {
  workbench: WorkbenchScreen,
  consent: ConsentScreen,
  query: QueryScreen,
  releases: later(async () => (await import('./screens/releases/releases-screen.tsx')).ReleasesScreen),
  roster: later(async () => (await import('./screens/roster/roster-screen.tsx')).RosterScreen),
  policy: later(async () => (await import('./screens/policy/policy-screen.tsx')).PolicyScreen),
  dashboard: later(async () => (await import('./screens/dashboard/dashboard-screen.tsx')).DashboardScreen),
  compliance: later(async () => (await import('./screens/compliance/compliance-screen.tsx')).ComplianceScreen),
  'query-stop': later(async () => (await import('./screens/query-stop/query-stop-screen.tsx')).QueryStopScreen),
  'business-feed': later(
    async () => (await import('./screens/business-feed/business-feed-screen.tsx')).BusinessFeedScreen,
  ),
  calendar: later(async () => (await import('./screens/calendar/calendar-screen.tsx')).CalendarScreen),
  institutions: later(async () => (await import('./screens/institutions/institutions-screen.tsx')).InstitutionsScreen),
  reconciliation: later(
    async () => (await import('./screens/reconciliation/reconciliation-screen.tsx')).ReconciliationScreen,
  ),
  workstations: later(async () => (await import('./screens/workstations/workstations-screen.tsx')).WorkstationsScreen),
  'self-test': later(async () => (await import('./screens/self-test/self-test-screen.tsx')).SelfTestScreen),
  admission: later(async () => (await import('./screens/admission/admission-screen.tsx')).AdmissionScreen),
  questions: later(async () => (await import('./screens/questions/questions-screen.tsx')).QuestionsScreen),
  users: later(async () => (await import('./screens/users/users-screen.tsx')).UsersScreen),
  staff: later(async () => (await import('./screens/staff/staff-screen.tsx')).StaffScreen),
  tokens: later(async () => (await import('./screens/tokens/tokens-screen.tsx')).TokensScreen),
  incidents: later(async () => (await import('./screens/incidents/incidents-screen.tsx')).IncidentsScreen),
  accountability: later(
    async () => (await import('./screens/accountability/accountability-screen.tsx')).AccountabilityScreen,
  ),
  log: later(async () => (await import('./screens/log/log-screen.tsx')).LogScreen),
  circulars: later(async () => (await import('./screens/circulars/circulars-screen.tsx')).CircularsScreen),
  meetings: later(async () => (await import('./screens/meetings/meetings-screen.tsx')).MeetingsScreen),
  library: later(async () => (await import('./screens/library/library-screen.tsx')).LibraryScreen),
  publicity: later(async () => (await import('./screens/publicity/publicity-screen.tsx')).PublicityScreen),
  disputes: later(async () => (await import('./screens/disputes/disputes-screen.tsx')).DisputesScreen),
  'item-checks': later(async () => (await import('./screens/item-checks/item-checks-screen.tsx')).ItemChecksScreen),
  audit: later(async () => (await import('./screens/audit/audit-screen.tsx')).AuditScreen),
  findings: later(async () => (await import('./screens/findings/findings-screen.tsx')).FindingsScreen),
  engagements: later(async () => (await import('./screens/engagements/engagements-screen.tsx')).EngagementsScreen),
  score: later(async () => (await import('./screens/score/score-screen.tsx')).ScoreScreen),
  training: later(async () => (await import('./screens/training/training-screen.tsx')).TrainingScreen),
  rules: later(async () => (await import('./screens/rules/rules-screen.tsx')).RulesScreen),
  account: later(async () => (await import('./screens/account/account-screen.tsx')).AccountScreen),
}

function later(read: () => Promise<ComponentType<ScreenProps>>): ComponentType<ScreenProps> {
  return lazy(async () => ({ default: await read() }))
}
