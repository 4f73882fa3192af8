/** Composes the rules of monitoring: their overview, and the jobs that judge what no single query shows. */

import { createMonitoringJobService, type JobDependencies } from '#central/monitoring/monitoring-job-service.ts'
import { createMonitoringService, type MonitoringDependencies } from '#central/monitoring/monitoring-service.ts'
import { createPastDecisionService } from '#central/queries/past-decision-service.ts'

export function createMonitoringServices(
  dependencies: JobDependencies & Omit<MonitoringDependencies, 'pastDecisions'>,
) {
  const pastDecisions = createPastDecisionService(dependencies.database)
  return {
    monitoring: createMonitoringService({ ...dependencies, pastDecisions }),
    monitoringJobs: createMonitoringJobService(dependencies),
  }
}
