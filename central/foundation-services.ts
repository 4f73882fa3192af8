/** What every other domain stands on: policy, log, sessions, signatures, the institution tree. */

import { createAuditService } from '#central/audit/audit-service.ts'
import { createCalendarService } from '#central/calendar/calendar-service.ts'
import { createEventService } from '#central/events/event-service.ts'
import { endDutiesOfInstitution } from '#central/governance/governance-service.ts'
import { createCredentialService } from '#central/identity/credential-service.ts'
import { createSessionService } from '#central/identity/session-service.ts'
import { createSignatureService } from '#central/identity/signature-service.ts'
import { createIncidentService } from '#central/incidents/incident-service.ts'
import { watchEntries } from '#central/incidents/watch-entries-service.ts'
import { createInstitutionService } from '#central/institutions/institution-service.ts'
import { createPolicyService } from '#central/policy/policy-service.ts'
import { createScoreService } from '#central/scores/score-service.ts'
import { createSubjectService } from '#central/subjects/subject-service.ts'
import { createSuspensionRecordService } from '#central/suspensions/suspension-record-service.ts'
import { createSuspensionService } from '#central/suspensions/suspension-service.ts'
import { assignmentService } from '#central/workstations/assignment-service.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

export type FoundationServices = ReturnType<typeof createFoundationServices>

interface FoundationDependencies
  extends Pick<ServiceDependencies, 'database' | 'keys' | 'log' | 'publications' | 'builds' | 'clock'> {}

export function createFoundationServices({ database, keys, log, publications, builds, clock }: FoundationDependencies) {
  const policy = createPolicyService(database, clock)
  const events = createEventService(database)
  const plainAudit = createAuditService({ database, log, publications, clock })
  const incidents = createIncidentService({ audit: plainAudit, events, policy, clock })
  const audit = watchEntries({ database, audit: plainAudit, incidents, clock })
  const subjects = createSubjectService(keys)
  const records = createSuspensionRecordService({ audit, events, clock })
  const credentials = createCredentialService({
    policy,
    assignments: assignmentService,
    suspensions: records,
    keys,
    clock,
  })
  const sessions = createSessionService({ database, audit, policy, events, credentials, builds, clock })
  const suspensions = createSuspensionService({ records, sessions })
  const scores = createScoreService({ database, audit, policy, suspensions, clock })
  const signatures = createSignatureService({ database, audit, policy, keys, clock })
  const institutions = createInstitutionService({
    database,
    audit,
    events,
    signatures,
    onClosed: endDutiesOfInstitution,
    clock,
  })
  const calendar = createCalendarService({ database, audit, clock })
  return {
    policy,
    events,
    incidents,
    audit,
    subjects,
    records,
    credentials,
    sessions,
    suspensions,
    scores,
    signatures,
    institutions,
    calendar,
  }
}
