/** Composes item checks and training. */

import { examinationService } from '#central/admission/examination-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { BusinessService } from '#central/business/business-service.ts'
import type { CalendarService } from '#central/calendar/calendar-service.ts'
import type { Clock } from '#central/clock.ts'
import { createConsentCompletionService } from '#central/consents/consent-completion-service.ts'
import { createConsentPictureService } from '#central/consents/consent-picture-service.ts'
import type { ConsentService } from '#central/consents/consent-service.ts'
import { createPagePainter } from '#central/consents/page-painter.ts'
import type { ScanStore } from '#central/consents/scan-store.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import type { Database } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { CredentialService } from '#central/identity/credential-service.ts'
import type { IncidentService } from '#central/incidents/incident-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { createCompletionService } from '#central/item-checks/completion-service.ts'
import { createDeadlines } from '#central/item-checks/deadlines.ts'
import { createItemCheckService } from '#central/item-checks/item-check-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { createOwnTrainingService } from '#central/training/own-training-service.ts'
import { createTrainingPlanService } from '#central/training/plan-service.ts'
import { createTrainingRoomService } from '#central/training/room-service.ts'
import { createTrainingTestService } from '#central/training/test-service.ts'

export interface CheckingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly events: EventService
  readonly policy: PolicyService
  readonly calendar: CalendarService
  readonly institutions: InstitutionService
  readonly subjects: SubjectService
  readonly businesses: BusinessService
  readonly consents: ConsentService
  readonly uploads: UploadService
  readonly credentials: CredentialService
  readonly incidents: IncidentService
  readonly store: ScanStore
  readonly keys: KeyRing
  readonly clock: Clock
}

export function createCheckingServices(dependencies: CheckingDependencies) {
  const { incidents, store, uploads, keys } = dependencies
  const deadlines = createDeadlines(dependencies)
  const checks = createItemCheckService({
    ...dependencies,
    deadlines,
    pictures: createConsentPictureService(store, createPagePainter()),
    samplingKey: keys.sealing('item-sample'),
    async onSuspected(tx, { item, reason, checker }) {
      const { id, institution, employeeId: user, queryId: query } = item
      const facts = { item: id, reason, checker }
      await incidents.raise(tx, { rule: 'item-check', institution, user, query, facts, key: `item-check/${id}` })
    },
  })
  const consents = createConsentCompletionService(uploads)
  return {
    checks,
    completions: createCompletionService({ ...dependencies, consents, deadlines }),
    training: {
      plan: createTrainingPlanService(dependencies),
      rooms: createTrainingRoomService(dependencies),
      own: createOwnTrainingService(dependencies),
      tests: createTrainingTestService({ ...dependencies, examinations: examinationService }),
    },
  }
}
