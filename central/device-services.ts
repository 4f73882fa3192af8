/** Workstations: registered, bound, kept track of. */

import { createWorkstationAdministrationService } from '#central/workstations/administration-service.ts'
import { createAssignmentAdministrationService } from '#central/workstations/assignment-administration-service.ts'
import { createEnrolmentFileService } from '#central/workstations/enrolment-file-service.ts'
import { createHardwareService } from '#central/workstations/hardware-service.ts'
import { createKeyService } from '#central/workstations/key-service.ts'
import { createProofService } from '#central/workstations/proof-service.ts'
import { createSelfTestService } from '#central/workstations/self-test-service.ts'
import { createWorkstationReadingService } from '#central/workstations/workstation-reading-service.ts'
import { createWorkstationService } from '#central/workstations/workstation-service.ts'
import type { FoundationServices } from './foundation-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

interface DeviceDependencies
  extends Pick<ServiceDependencies, 'database' | 'clock' | 'certificate' | 'origin'>,
    Pick<FoundationServices, 'policy' | 'events' | 'audit' | 'sessions' | 'institutions'> {}

export function createDeviceServices({
  database,
  clock,
  certificate,
  origin,
  policy,
  events,
  audit,
  sessions,
  institutions,
}: DeviceDependencies) {
  const workstations = createWorkstationService({ database, audit, sessions, events, institutions, clock })
  const hardware = createHardwareService({ database, audit, policy, sessions, events, institutions, clock })
  const workstationReading = createWorkstationReadingService({ database, policy, institutions, clock })
  const workstationAdministration = createWorkstationAdministrationService({
    database,
    audit,
    policy,
    sessions,
    institutions,
    events,
    clock,
  })
  const workstationKeys = createKeyService({ database, audit, policy, clock })
  const enrolmentFiles = createEnrolmentFileService({
    database,
    audit,
    institutions,
    events,
    certificate,
    origin,
    clock,
  })
  const assignments = createAssignmentAdministrationService({ database, audit, sessions, institutions, clock })
  const proofs = createProofService({ database, audit, clock })
  const selfTest = createSelfTestService({ workstations, policy, clock })
  return {
    workstations,
    hardware,
    workstationReading,
    workstationAdministration,
    workstationKeys,
    enrolmentFiles,
    assignments,
    proofs,
    selfTest,
  }
}
