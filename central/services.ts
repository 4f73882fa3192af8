/** Composes the domains. Nothing here starts, listens or reads the environment. */

import { createAdmissionService } from '#central/admission/admission-service.ts'
import { createApplicationService } from '#central/admission/application-service.ts'
import { createCandidateService } from '#central/admission/candidate-service.ts'
import { createPaperService } from '#central/admission/paper-service.ts'
import { createQuestionService } from '#central/admission/question-service.ts'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createLogPruningService } from '#central/audit/log-pruning-service.ts'
import type { Publications } from '#central/audit/publications.ts'
import type { LogIdentity } from '#central/audit/sequencer.ts'
import { createExportRunner } from '#central/audit-export/export-runner.ts'
import { createAuditExportService } from '#central/audit-export/export-service.ts'
import { createPartStore } from '#central/audit-export/part-store.ts'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { createBusinessFeedService } from '#central/business/business-feed-service.ts'
import { createBusinessService } from '#central/business/business-service.ts'
import { createCalendarService } from '#central/calendar/calendar-service.ts'
import type { Clock } from '#central/clock.ts'
import { createConsentFormService } from '#central/consents/consent-form-service.ts'
import { createConsentScanService } from '#central/consents/consent-scan-service.ts'
import { createConsentService } from '#central/consents/consent-service.ts'
import { createScanInspector } from '#central/consents/inspection/scan-inspector.ts'
import { createS3ScanStore, type S3Place } from '#central/consents/s3-scan-store.ts'
import { createFolderScanStore } from '#central/consents/scan-store.ts'
import { createSheetService } from '#central/consents/sheet-service.ts'
import { createUploadService } from '#central/consents/upload-service.ts'
import type { Database } from '#central/database/database.ts'
import { createEngagementService } from '#central/engagements/engagement-service.ts'
import { createEventService } from '#central/events/event-service.ts'
import { createFindingService } from '#central/findings/finding-service.ts'
import { createGovernanceService, endDutiesOfInstitution } from '#central/governance/governance-service.ts'
import { createHealthService } from '#central/health/health-service.ts'
import { createCredentialService } from '#central/identity/credential-service.ts'
import type { BuildRule } from '#central/identity/judge-build.ts'
import { createPasswordService } from '#central/identity/password-service.ts'
import { createSecondPersonService } from '#central/identity/second-person-service.ts'
import { createSessionService } from '#central/identity/session-service.ts'
import { createSignatureService } from '#central/identity/signature-service.ts'
import { createTokenImportService } from '#central/identity/token-import-service.ts'
import { createTokenResyncService } from '#central/identity/token-resync-service.ts'
import { createTokenService } from '#central/identity/token-service.ts'
import { userStandingService } from '#central/identity/user-standing-service.ts'
import { createIncidentService } from '#central/incidents/incident-service.ts'
import { watchEntries } from '#central/incidents/watch-entries-service.ts'
import { createInstitutionService } from '#central/institutions/institution-service.ts'
import { createItemCheckQueue } from '#central/item-checks/item-check-queue-service.ts'
import { createJournalService } from '#central/journal/journal-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { createAnomalyService } from '#central/log-search/anomaly-service.ts'
import { createLogSearchService } from '#central/log-search/log-search-service.ts'
import { createSavedSearchService } from '#central/log-search/saved-search-service.ts'
import type { Logger } from '#central/logger.ts'
import { createDecisionWatchService } from '#central/monitoring/decision-watch-service.ts'
import { createPolicyService } from '#central/policy/policy-service.ts'
import { createProposalService } from '#central/policy/proposal-service.ts'
import { chargedQueryService } from '#central/queries/charged-query-service.ts'
import { createQueryService } from '#central/queries/query-service.ts'
import { createWhatIfService } from '#central/queries/what-if-service.ts'
import { createQueryStopService } from '#central/query-stop/query-stop-service.ts'
import { createReconciliationService } from '#central/reconciliation/reconciliation-service.ts'
import { createReleaseService } from '#central/releases/release-service.ts'
import { createRosterService } from '#central/releases/roster-service.ts'
import { createPageKeyService } from '#central/reports/page-key-service.ts'
import { createReportService } from '#central/reports/report-service.ts'
import { createRetentionService } from '#central/retention/retention-service.ts'
import { createScoreReadingService } from '#central/scores/score-reading-service.ts'
import { createScoreService } from '#central/scores/score-service.ts'
import { createStaffRelationService } from '#central/staff/staff-relation-service.ts'
import { createStaffService } from '#central/staff/staff-service.ts'
import { createSubjectService } from '#central/subjects/subject-service.ts'
import { createDueSuspensionService } from '#central/suspensions/due-suspension-service.ts'
import { createSuspensionRecordService } from '#central/suspensions/suspension-record-service.ts'
import { createSuspensionService } from '#central/suspensions/suspension-service.ts'
import { createWayBackService } from '#central/suspensions/way-back-service.ts'
import { trainingStandingService } from '#central/training/training-standing-service.ts'
import { createUserAdministrationService } from '#central/users/user-administration-service.ts'
import { createWorkstationAdministrationService } from '#central/workstations/administration-service.ts'
import { createAssignmentAdministrationService } from '#central/workstations/assignment-administration-service.ts'
import { assignmentService } from '#central/workstations/assignment-service.ts'
import { createEnrolmentFileService } from '#central/workstations/enrolment-file-service.ts'
import { createHardwareService } from '#central/workstations/hardware-service.ts'
import { createKeyService } from '#central/workstations/key-service.ts'
import { createProofService } from '#central/workstations/proof-service.ts'
import { createSelfTestService } from '#central/workstations/self-test-service.ts'
import type { ServiceCertificate } from '#central/workstations/sign-binding-file.ts'
import { createWorkstationReadingService } from '#central/workstations/workstation-reading-service.ts'
import { createWorkstationService } from '#central/workstations/workstation-service.ts'

import { createWatchingServices } from './watching-services.ts'

export interface ServiceDependencies {
  readonly database: Database
  readonly keys: KeyRing
  readonly log: LogIdentity
  readonly publications: Publications
  readonly bureau: BureauAdapter
  /** Time of day (`HH:MM`) from which yesterday is compared with the bureau's list. */
  readonly reconciliationTime: string
  readonly scanFolder: string
  /** Where scans lie instead of in the folder. */
  readonly s3?: S3Place | undefined
  /** Certificates in PEM of those whose word about the signer of a PDF is taken. */
  readonly signerAuthorities?: readonly string[]
  /** Where finished audit bundles wait to be fetched. */
  readonly exportFolder: string
  readonly logger: Logger
  /** Builds of the client that may log in. */
  readonly builds: BuildRule
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly version: string
  /** What the service shows on its connections; signs the files that carry bindings. */
  readonly certificate: ServiceCertificate
  /** The address workstations use. */
  readonly origin: () => string
}

/** A part of a bundle fits on a stick formatted with FAT32, four times. */
const exportPartBytes = 1024 ** 3

export type Services = ReturnType<typeof createServices>

export function createServices({
  database,
  keys,
  log,
  publications,
  bureau,
  reconciliationTime,
  scanFolder,
  s3,
  signerAuthorities = [],
  exportFolder,
  logger,
  builds,
  clock,
  monotonicMs,
  version,
  certificate,
  origin,
}: ServiceDependencies) {
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
  const assignments = createAssignmentAdministrationService({ database, audit, sessions, institutions, clock })
  const proofs = createProofService({ database, audit, clock })
  const businesses = createBusinessService(database, subjects)
  const businessFeed = createBusinessFeedService({ database, audit, policy, subjects, clock })
  const store = s3
    ? createS3ScanStore(s3, keys.sealing('scan'))
    : createFolderScanStore(scanFolder, keys.sealing('scan'))
  const scanInspector = createScanInspector({ authorities: signerAuthorities })
  const sheets = createSheetService(database, scanInspector, keys.sealing('scan'))
  const uploads = createUploadService({ database, audit, store, inspector: scanInspector, sheets, clock })
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
  const consentForms = createConsentFormService({ database, audit, subjects, businesses, clock })
  const consents = createConsentService({ database, audit, subjects, businesses, uploads, clock })
  const pageKeys = createPageKeyService({ database, audit, policy, subjects, keys, clock })
  const reports = createReportService({ database, audit, policy, pageKeys, subjects, keys, clock })
  const users = userStandingService
  const calendar = createCalendarService({ database, audit, clock })
  const scoreReading = createScoreReadingService({ database, policy, institutions, clock })
  const dueSuspensions = createDueSuspensionService({ database, policy, calendar, suspensions, clock })
  const proposals = createProposalService({ database, audit, policy, signatures, clock })
  const whatIf = createWhatIfService({ database, policy, clock })
  const releases = createReleaseService({ database, audit, policy, institutions, signatures, clock })
  const roster = createRosterService({ database, audit, clock })
  const queryStops = createQueryStopService({ database, audit, institutions, signatures, events, clock })
  const queries = createQueryService({
    database,
    audit,
    policy,
    calendar,
    institutions,
    users,
    subjects,
    staffRelations: createStaffRelationService(keys),
    businesses,
    consents,
    reports,
    releases,
    stops: queryStops,
    watch: createDecisionWatchService(incidents),
    itemChecks: createItemCheckQueue(events),
    training: trainingStandingService,
    bureau,
    clock,
  })
  const reconciliation = createReconciliationService({
    database,
    audit,
    bureau,
    subjects,
    chargedQueries: chargedQueryService,
    dueAt: reconciliationTime,
    clock,
  })
  const engagements = createEngagementService({ database, audit, signatures, institutions, clock })
  const findings = createFindingService({ database, audit, engagements, institutions, events, clock })
  const scans = createConsentScanService(database, store)
  const pruning = createLogPruningService(database, audit, clock)
  const retention = createRetentionService({ database, audit, policy, subjects, scans, pruning, clock })
  const parts = createPartStore(exportFolder, exportPartBytes)
  const exportRunner = createExportRunner({
    database,
    audit,
    policy,
    scans,
    parts,
    clock,
    onFailed: (err) => logger.error({ event: 'audit-export-failed', err }),
  })
  const auditExports = createAuditExportService({
    database,
    audit,
    engagements,
    institutions,
    parts,
    clock,
    onRequested: () => void exportRunner.run(),
  })
  const logSearch = createLogSearchService({ database, audit, subjects, institutions, engagements, clock })
  const anomalies = createAnomalyService({ database, audit, logSearch })
  const savedSearches = createSavedSearchService(database, clock)
  const journal = createJournalService({ database, audit, clock })
  const watching = createWatchingServices({
    workstationReading,
    findings,
    database,
    audit,
    events,
    policy,
    calendar,
    institutions,
    subjects,
    businesses,
    consents,
    uploads,
    credentials,
    governance,
    signatures,
    reports,
    scores,
    suspensions,
    incidents,
    applications,
    queryStops,
    store,
    keys,
    wayBack,
    clock,
  })
  const selfTest = createSelfTestService({ workstations, policy, clock })
  const health = createHealthService(audit, version, monotonicMs)
  return {
    version,
    audit,
    events,
    incidents,
    policy,
    proposals,
    whatIf,
    calendar,
    subjects,
    sessions,
    suspensions,
    dueSuspensions,
    wayBack,
    scores,
    scoreReading,
    passwords,
    tokens: { ...tokens, ...resyncs, ...tokenImports, ...together },
    signatures,
    institutions,
    governance,
    userAdministration,
    staff,
    questions,
    candidates,
    papers,
    applications,
    admission,
    workstations,
    hardware,
    workstationReading,
    workstationAdministration,
    enrolmentFiles,
    workstationKeys,
    assignments,
    proofs,
    businesses,
    businessFeed,
    uploads,
    scanInspector,
    consentForms,
    consents,
    reports,
    releases,
    roster,
    queries,
    queryStops,
    reconciliation,
    engagements,
    auditExports,
    findings,
    exportRunner,
    retention,
    logSearch,
    anomalies,
    savedSearches,
    journal,
    health,
    selfTest,
    watching,
  }
}
