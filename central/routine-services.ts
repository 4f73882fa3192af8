/** Composes what institutions do as a routine: disputes, circulars, meetings, the library, publicity. */

import { createAttachmentReadingService, createAttachmentService } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { createCircularService } from '#central/circulars/circular-service.ts'
import { createReceiptService } from '#central/circulars/receipt-service.ts'
import { createSecurityCircularService } from '#central/circulars/security-circular-service.ts'
import type { Clock } from '#central/clock.ts'
import type { FigureService } from '#central/compliance/figure-service.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import type { Database } from '#central/database/database.ts'
import { makeAnswerLetter } from '#central/disputes/answer-letter.ts'
import { createDisputeClockService } from '#central/disputes/dispute-clock-service.ts'
import { createDisputeService, type DisputeDependencies } from '#central/disputes/dispute-service.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { createLibraryService } from '#central/library/library-service.ts'
import { createMeetingService } from '#central/meetings/meeting-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { createPublicityService } from '#central/publicity/publicity-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { firstUseService } from '#central/users/first-use-service.ts'
import { administratorRoles, roles } from '#contract/role.ts'

export interface RoutineDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly subjects: SubjectService
  readonly uploads: UploadService
  readonly figures: Pick<FigureService, 'figuresFor'>
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
  const securityCirculars = createSecurityCircularService({ ...dependencies, circulars, firstUse: firstUseService })
  const meetings = createMeetingService({ ...dependencies, attachments, firstUse: firstUseService })
  const library = createLibraryService({ ...dependencies, attachments })
  const publicity = createPublicityService({ ...dependencies, attachments })
  const attachmentReading = createAttachmentReadingService({
    database,
    audit,
    uploads,
    maySee: {
      dispute: disputes.mayReadAttachments,
      circular: circulars.mayReadAttachments,
      meeting: meetings.mayReadAttachments,
      library: library.mayReadAttachments,
      publicity: publicity.mayReadAttachments,
    },
  })
  return {
    /** What waits for somebody, for the menu. */
    counters: {
      disputes: { roles: administratorRoles, count: disputes.countPressing },
      circulars: { roles, count: receipts.countUnconfirmed },
      meetings: { roles: administratorRoles, count: meetings.countPressing },
      library: { roles, count: library.countUnread },
    },
    attachmentReading,
    disputes,
    disputeClock,
    circulars,
    receipts,
    securityCirculars,
    meetings,
    library,
    publicity,
    /** What is due by now, whoever of several instances is first. */
    async runDueRoutines(): Promise<void> {
      await disputeClock.runDue()
      await receipts.runDue()
    },
  }
}
