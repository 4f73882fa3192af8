/** Composes the domains that watch: what is counted, checked, reported and remedied after the query. */

import type { ApplicationService } from '#central/admission/application-service.ts'
import type { QueryStopService } from '#central/query-stop/query-stop-service.ts'
import { createRoutineServices, type RoutineDependencies } from '#central/routine-services.ts'
import { createToDoService } from '#central/to-dos/to-do-service.ts'
import { administratorRoles } from '#contract/role.ts'

export interface WatchingDependencies extends Omit<RoutineDependencies, 'onQueryContested'> {
  readonly applications: ApplicationService
  readonly queryStops: QueryStopService
}

export type WatchingServices = ReturnType<typeof createWatchingServices>

export function createWatchingServices({ applications, queryStops, ...dependencies }: WatchingDependencies) {
  const routines = createRoutineServices({ ...dependencies, onQueryContested: async () => undefined })
  const toDos = createToDoService({
    applications: { roles: administratorRoles, count: applications.countMine },
    'query-stops': { roles: administratorRoles, count: queryStops.countMine },
    disputes: { roles: administratorRoles, count: routines.disputes.countPressing },
  })
  return { ...routines, toDos }
}
