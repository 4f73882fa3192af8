/** Users from admission to suspension and back, with their tokens and passwords. */

import { createAdmissionService } from '#central/admission/admission-service.ts'
import { createApplicationService } from '#central/admission/application-service.ts'
import { createCandidateService } from '#central/admission/candidate-service.ts'
import { createPaperService } from '#central/admission/paper-service.ts'
import { createQuestionService } from '#central/admission/question-service.ts'
import { createGovernanceService } from '#central/governance/governance-service.ts'
import { createPasswordService } from '#central/identity/password-service.ts'
import { createSecondPersonService } from '#central/identity/second-person-service.ts'
import { createTokenImportService } from '#central/identity/token-import-service.ts'
import { createTokenResyncService } from '#central/identity/token-resync-service.ts'
import { createTokenService } from '#central/identity/token-service.ts'
import { createScoreReadingService } from '#central/scores/score-reading-service.ts'
import { createStaffService } from '#central/staff/staff-service.ts'
import { createDueSuspensionService } from '#central/suspensions/due-suspension-service.ts'
import { createWayBackService } from '#central/suspensions/way-back-service.ts'
import { createUserAdministrationService } from '#central/users/user-administration-service.ts'
import type { FoundationServices } from './foundation-services.ts'
import type { MaterialServices } from './material-services.ts'
import type { ServiceDependencies } from './service-dependencies.ts'

interface PeopleDependencies
  extends Pick<ServiceDependencies, 'database' | 'keys' | 'clock'>,
    Pick<
      FoundationServices,
      | 'policy'
      | 'events'
      | 'audit'
      | 'records'
      | 'credentials'
      | 'sessions'
      | 'suspensions'
      | 'scores'
      | 'signatures'
      | 'institutions'
      | 'calendar'
    >,
    Pick<MaterialServices, 'uploads'> {}

export function createPeopleServices({
  database,
  keys,
  clock,
  policy,
  events,
  audit,
  records,
  credentials,
  sessions,
  suspensions,
  scores,
  signatures,
  institutions,
  calendar,
  uploads,
}: PeopleDependencies) {
  const tokens = createTokenService({
    database,
    audit,
    policy,
    institutions,
    sessions,
    suspensions: records,
    keys,
    clock,
  })
  const resyncs = createTokenResyncService({
    database,
    audit,
    policy,
    institutions,
    credentials,
    sessions,
    keys,
    clock,
  })
  const tokenImports = createTokenImportService({ database, audit, keys })
  const together = createSecondPersonService({
    database,
    audit,
    institutions,
    signatures,
    suspensions: records,
    clock,
  })
  const passwords = createPasswordService({ database, audit, policy, institutions, sessions, clock })
  const governance = createGovernanceService({ database, audit, policy, institutions, uploads, clock })
  const userAdministration = createUserAdministrationService({
    database,
    audit,
    policy,
    institutions,
    signatures,
    sessions,
    suspensions,
    clock,
  })
  const questions = createQuestionService({ database, audit, clock })
  const wayBack = createWayBackService({
    database,
    audit,
    policy,
    institutions,
    signatures,
    records,
    scores,
    clock,
  })
  const candidates = createCandidateService({ database, audit, policy, institutions, wayBack, clock })
  const papers = createPaperService({ database, audit, policy, wayBack, clock })
  const applications = createApplicationService({
    database,
    audit,
    policy,
    institutions,
    signatures,
    papers,
    wayBack,
    events,
    clock,
  })
  const admission = createAdmissionService({ database, policy, institutions, papers, applications, clock })
  const staff = createStaffService({
    database,
    audit,
    keys,
    onChanged: async (tx, change, caller) => {
      await userAdministration.followStaffChange(tx, change, caller)
      await governance.followStaffChange(tx, change)
      await applications.followStaffChange(tx, change, caller)
    },
    clock,
  })
  const scoreReading = createScoreReadingService({ database, policy, institutions, clock })
  const dueSuspensions = createDueSuspensionService({ database, policy, calendar, suspensions, clock })
  return {
    tokens,
    resyncs,
    tokenImports,
    together,
    passwords,
    governance,
    userAdministration,
    questions,
    wayBack,
    candidates,
    papers,
    applications,
    admission,
    staff,
    scoreReading,
    dueSuspensions,
  }
}
