/** Composes the domains that watch: what is counted, checked, reported and remedied after the query. */

import type { ApplicationService } from '#central/admission/application-service.ts'
import type { FindingService } from '#central/findings/finding-service.ts'
import { createMonitoringServices } from '#central/monitoring-services.ts'
import type { QueryStopService } from '#central/query-stop/query-stop-service.ts'
import { createRoutineServices, type RoutineDependencies } from '#central/routine-services.ts'
import type { WayBackService } from '#central/suspensions/way-back-service.ts'
import { createToDoService } from '#central/to-dos/to-do-service.ts'
import type { WorkstationReadingService } from '#central/workstations/workstation-reading-service.ts'
import { administratorRoles } from '#contract/role.ts'
import { trainedRoles } from '#contract/training.ts'
import { type CheckingDependencies, createCheckingServices } from './checking-services.ts'
import { createComplianceServices } from './compliance-services.ts'
import { createIncidentServices, type IncidentServicesDependencies } from './incident-services.ts'

export interface WatchingDependencies
  extends Omit<RoutineDependencies, 'onQueryContested' | 'figures'>,
    CheckingDependencies,
    Omit<IncidentServicesDependencies, keyof RoutineDependencies | keyof CheckingDependencies> {
  readonly applications: ApplicationService
  readonly queryStops: QueryStopService
  readonly findings: FindingService
  readonly wayBack: WayBackService
  readonly workstationReading: Pick<WorkstationReadingService, 'countWaiting'>
}

export type WatchingServices = ReturnType<typeof createWatchingServices>

export function createWatchingServices({
  applications,
  queryStops,
  findings,
  wayBack,
  workstationReading,
  ...dependencies
}: WatchingDependencies) {
  const { incidents, accountability, incidentToDos, onQueryContested } = createIncidentServices(dependencies)
  const { monitoring, monitoringJobs } = createMonitoringServices(dependencies)
  const compliance = createComplianceServices(dependencies)
  const routines = createRoutineServices({ ...dependencies, figures: compliance.figures, onQueryContested })
  const { checks, completions, training } = createCheckingServices(dependencies)
  const toDos = createToDoService({
    applications: { roles: administratorRoles, count: applications.countMine },
    'query-stops': { roles: administratorRoles, count: queryStops.countMine },
    workstations: { roles: administratorRoles, count: workstationReading.countWaiting },
    returns: { roles: administratorRoles, count: wayBack.countWaiting },
    'compliance-reports': { roles: administratorRoles, count: compliance.complianceReports.countMine },
    ...routines.counters,
    findings: { roles: ['auditor', ...administratorRoles], count: findings.countMine },
    'item-checks': { roles: administratorRoles, count: checks.count },
    'returned-items': { roles: ['query-officer'], count: completions.countReturned },
    training: { roles: trainedRoles, count: training.own.countDue },
    ...incidentToDos,
  })

  /** What falls due by the clock. */
  async function runDue(): Promise<void> {
    await completions.runDue()
    await training.plan.runDue()
    await incidents.runDue()
    await monitoringJobs.runDue()
  }

  return {
    ...routines,
    ...compliance,
    monitoring,
    toDos,
    incidents,
    accountability,
    checks,
    completions,
    training,
    runDue,
  }
}
