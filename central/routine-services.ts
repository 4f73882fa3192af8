/** Composes what institutions do as a routine: disputes, circulars, meetings, the library, publicity. */

import { createAttachmentReadingService, createAttachmentService } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { createCircularService } from '#central/circulars/circular-service.ts'
import { createReceiptService } from '#central/circulars/receipt-service.ts'
import { createSecurityCircularService } from '#central/circulars/security-circular-service.ts'
import type { Clock } from '#central/clock.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import type { Database } from '#central/database/database.ts'
import { makeAnswerLetter } from '#central/disputes/answer-letter.ts'
import { createDisputeClockService } from '#central/disputes/dispute-clock-service.ts'
import { createDisputeService, type DisputeDependencies } from '#central/disputes/dispute-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { administratorRoles, roles } from '#contract/role.ts'

export interface RoutineDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly subjects: SubjectService
  readonly uploads: UploadService
  readonly onQueryContested: DisputeDependencies['onQueryContested']
  readonly clock: Clock
}

export type RoutineServices = ReturnType<typeof createRoutineServices>

export function createRoutineServices(dependencies: RoutineDependencies) {
  const { database, audit, uploads, clock } = dependencies
  const attachments = createAttachmentService(uploads)
  const disputes = createDisputeService({
    ...dependencies,
    attachments,
    makeLetter: (content) => makeAnswerLetter(content, clock()),
  })
  const disputeClock = createDisputeClockService(dependencies)
  const circulars = createCircularService({ ...dependencies, attachments })
  const receipts = createReceiptService({ ...dependencies, attachments })
  const securityCirculars = createSecurityCircularService({ ...dependencies, circulars })
  const attachmentReading = createAttachmentReadingService({
    database,
    audit,
    uploads,
    maySee: { dispute: disputes.mayReadAttachments, circular: circulars.mayReadAttachments },
  })
  return {
    /** What waits for somebody, for the menu. */
    counters: {
      disputes: { roles: administratorRoles, count: disputes.countPressing },
      circulars: { roles, count: receipts.countUnconfirmed },
    },
    attachmentReading,
    disputes,
    disputeClock,
    circulars,
    receipts,
    securityCirculars,
    /** What is due by now, whoever of several instances is first. */
    async runDueRoutines(): Promise<void> {
      await disputeClock.runDue()
      await receipts.runDue()
    },
  }
}
