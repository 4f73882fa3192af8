/** Composes the life of incidents: how they are read, what is done about them, what somebody reports himself. */

import { createAccountabilityService } from '#central/accountability/accountability-service.ts'
import type { Transaction } from '#central/database/database.ts'
import type { QueryComplaint } from '#central/disputes/dispute-service.ts'
import { createIncidentEffects } from '#central/incidents/incident-effects-service.ts'
import { createIncidentLifeService, type IncidentLifeDependencies } from '#central/incidents/incident-life-service.ts'
import {
  createIncidentReadingService,
  type IncidentReadingDependencies,
} from '#central/incidents/incident-reading-service.ts'
import {
  createIncidentReportService,
  type IncidentReportDependencies,
} from '#central/incidents/incident-report-service.ts'
import type { ScoreService } from '#central/scores/score-service.ts'
import type { SuspensionService } from '#central/suspensions/suspension-service.ts'
import type { ToDoCounter } from '#central/to-dos/to-do-service.ts'
import { administratorRoles } from '#contract/role.ts'

type Reading = Omit<IncidentReadingDependencies, keyof IncidentLifeDependencies>
type Reporting = Omit<IncidentReportDependencies, keyof IncidentLifeDependencies>

export interface IncidentServicesDependencies
  extends Omit<IncidentLifeDependencies, 'effects' | 'uploads'>,
    Reading,
    Reporting {
  readonly uploads: IncidentLifeDependencies['uploads'] & IncidentReadingDependencies['uploads']
  readonly scores: ScoreService
  readonly suspensions: SuspensionService
}

export function createIncidentServices(dependencies: IncidentServicesDependencies) {
  const incidents = {
    ...createIncidentReadingService(dependencies),
    ...createIncidentLifeService({ ...dependencies, effects: createIncidentEffects(dependencies) }),
    ...createIncidentReportService(dependencies),
  }
  const accountability = createAccountabilityService({ ...dependencies, incidents })
  const toDos: Readonly<Record<'incidents' | 'accountability', ToDoCounter>> = {
    incidents: { roles: [...administratorRoles, 'approver'], count: incidents.countMine },
    accountability: { roles: administratorRoles, count: accountability.countMine },
  }

  /** A subject contests that a query was made: complaints are looked into. */
  async function onQueryContested(tx: Transaction, complaint: QueryComplaint): Promise<void> {
    const { dispute, institution, query, employeeId: user } = complaint
    const facts = { what: 'query-contested' }
    await dependencies.incidents.raise(tx, { rule: 'M29', institution, user, query, facts, key: `M29/${dispute}` })
  }

  return { incidents, accountability, incidentToDos: toDos, onQueryContested }
}
