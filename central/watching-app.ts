import type { FastifyInstance } from 'fastify'
import { accountabilityRoutes } from '#central/accountability/accountability-routes.ts'
import { incidentRoutes } from '#central/incidents/incident-routes.ts'
import { itemCheckRoutes } from '#central/item-checks/item-check-routes.ts'
import { monitoringRoutes } from '#central/monitoring/monitoring-routes.ts'
import { toDoRoutes } from '#central/to-dos/to-do-routes.ts'
import { trainingRoutes } from '#central/training/training-routes.ts'
import { complianceRoutes } from './compliance-app.ts'
import { routineRoutes } from './routine-app.ts'
import type { WatchingServices } from './watching-services.ts'

export function watchingRoutes(app: FastifyInstance, services: WatchingServices): void {
  toDoRoutes(app, services.toDos)
  routineRoutes(app, services)
  itemCheckRoutes(app, services)
  trainingRoutes(app, services.training)
  complianceRoutes(app, services)
  incidentRoutes(app, services.incidents)
  monitoringRoutes(app, services.monitoring)
  accountabilityRoutes(app, services.accountability)
}
