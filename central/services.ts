/** Composes the domains. Nothing here starts, listens or reads the environment. */

import { createHealthService } from '#central/health/health-service.ts'
import { createAuditServices } from './audit-services.ts'
import { createDeviceServices } from './device-services.ts'
import { createFoundationServices } from './foundation-services.ts'
import { createMaterialServices } from './material-services.ts'
import { createPeopleServices } from './people-services.ts'
import { createQueryServices } from './query-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'
import { createWatchingServices } from './watching-services.ts'

export type Services = ReturnType<typeof createServices>

export function createServices(dependencies: ServiceDependencies) {
  const { database, keys, monotonicMs, version, clock } = dependencies
  const foundation = createFoundationServices(dependencies)
  const device = createDeviceServices({ ...dependencies, ...foundation })
  const material = createMaterialServices({ ...dependencies, ...foundation })
  const people = createPeopleServices({ ...dependencies, ...foundation, ...material })
  const query = createQueryServices({ ...dependencies, ...foundation, ...material })
  const auditing = createAuditServices({ ...dependencies, ...foundation, ...material })
  const watching = createWatchingServices({
    ...foundation,
    ...device,
    ...material,
    ...people,
    ...query,
    ...auditing,
    database,
    keys,
    clock,
  })
  const health = createHealthService(foundation.audit, version, monotonicMs)
  const { tokens, resyncs, tokenImports, together } = people
  return {
    ...foundation,
    ...device,
    ...material,
    ...people,
    ...query,
    ...auditing,
    version,
    health,
    watching,
    tokens: { ...tokens, ...resyncs, ...tokenImports, ...together },
  }
}
