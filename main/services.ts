/** Builds the services: every one gets here what it needs. */

import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ClientBuild } from '#contract/client-build.ts'
import { AppError } from '#contract/failure.ts'
import { auditExportProgress, bundleProgress } from '#contract/ipc/audit-desk.ts'
import { scansArrived } from '#contract/ipc/consent-draft.ts'
import { reportClosed, uploadProgressed } from '#contract/ipc/query.ts'
import { queryStopChanged } from '#contract/ipc/query-stop.ts'
import { enrolmentChanged, logDistrusted } from '#contract/ipc/shell.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { attentionChanged } from '#contract/ipc/viewer.ts'
import { ViewingId } from '#contract/values.ts'
import { createReceiptCheck } from '#main/audit/verify-receipt.ts'
import { createWitness } from '#main/audit/witness.ts'
import { openWitnessFiles } from '#main/audit/witness-files.ts'
import { createAuditDesk } from '#main/audit-desk/audit-desk.ts'
import { createDeviceKeys } from '#main/binding/device-key.ts'
import { createDeviceReport } from '#main/binding/device-report.ts'
import { createEnrolment } from '#main/binding/enrolment.ts'
import { createEnrolmentFiles } from '#main/binding/enrolment-files.ts'
import { createKeyRotation } from '#main/binding/key-rotation.ts'
import { ownAddresses } from '#main/binding/own-addresses.ts'
import type { Announce } from '#main/ipc/announce.ts'
import { openJournal } from '#main/journal/open-journal.ts'
import { chooseAuditTarget, chooseBundlePath } from '#main/platform/audit-dialogs.ts'
import { createCarriedFiles } from '#main/platform/carried-files.ts'
import { type DocumentFile, saveDocument } from '#main/platform/document-dialog.ts'
import { chooseScanFiles, chooseTableFile } from '#main/platform/file-dialog.ts'
import { readFirstScreen } from '#main/platform/first-screen.ts'
import { createKeychain, createKeyVault } from '#main/platform/key-vault.ts'
import { createMachineDescription } from '#main/platform/machine-description.ts'
import { isSandboxed } from '#main/platform/sandbox-facts.ts'
import { createSealedStore } from '#main/platform/sealed-store.ts'
import { openSettingsFile } from '#main/platform/settings-file.ts'
import { chooseTableTarget } from '#main/platform/table-dialog.ts'
import { createReportService } from '#main/reports/report-service.ts'
import { createSelfTestService } from '#main/self-test/self-test-service.ts'
import { createEventStream } from '#main/service/event-stream.ts'
import { createExchange } from '#main/service/exchange.ts'
import { createRequestSigner } from '#main/service/request-signer.ts'
import { createServiceClient } from '#main/service/service-client.ts'
import { createTrustedAgent } from '#main/service/trusted-agent.ts'
import { createCandidateService } from '#main/session/candidate-service.ts'
import { createIdleWatch } from '#main/session/idle-watch.ts'
import { createSessionService, type SessionEnding } from '#main/session/session-service.ts'
import { createSessionWatch } from '#main/session/session-watch.ts'
import type { MachinePolicy } from '#main/settings/machine-policy.ts'
import type { UserSettingsStore } from '#main/settings/user-settings.ts'
import { replaceFile } from '#main/storage/durable-file.ts'
import { createTableExports } from '#main/tables/export-service.ts'
import { createConsentService } from '#main/uploads/consent-service.ts'
import { createDraftService } from '#main/uploads/draft-service.ts'
import { createScanSpool } from '#main/uploads/scan-spool.ts'
import { createScannerFolder } from '#main/uploads/scanner-folder.ts'
import { createSealedFolder } from '#main/uploads/sealed-folder.ts'
import { createTableFiles } from '#main/uploads/table-files.ts'
import { createTusHttpStack } from '#main/uploads/tus-http-stack.ts'
import type { OwnWindow, WindowSurroundings } from '#main/windows/open-window.ts'
import { probeProtection } from '#main/windows/protection-probe.ts'
import { openViewerWindow } from '#main/windows/viewer-window.ts'

export interface ServiceParts {
  readonly surroundings: WindowSurroundings
  readonly policy: MachinePolicy
  /** The user's own folder of the program. */
  readonly ownFolder: string
  readonly build: () => ClientBuild
  readonly announce: Announce
  readonly settings: UserSettingsStore
  readonly sinceInputMs: () => number
  readonly onLocked: () => void
  readonly onUnlocked: () => void
  readonly onClosed: (reason: SessionEnding) => void
  readonly onCandidateClosed: (reason: SessionEnding) => void
  readonly appWindow: () => OwnWindow | undefined
  /** The one a dialog opens before. */
  readonly frontWindow: () => OwnWindow | undefined
}

export type Services = ReturnType<typeof createServices>

export function createServices(parts: ServiceParts) {
  const { surroundings, policy, ownFolder, build, announce, settings, sinceInputMs } = parts
  const { onLocked, onUnlocked, onClosed, onCandidateClosed, appWindow, frontWindow } = parts
  const { log } = surroundings
  const { serviceUrl, enrolmentCode } = policy
  const keychain = createKeychain(process.platform, openSettingsFile('keychain'))
  const vault = createKeyVault(keychain)
  const keys = createDeviceKeys(vault, serviceUrl)
  const agent = createTrustedAgent(policy.caCertificate)
  const exchange = createExchange(agent)
  const signing = { clock: Date.now, sinceInputMs, newProofId: () => randomBytes(18).toString('base64url') }
  const signer = createRequestSigner({ deviceKey: keys.current, ...signing })
  const service = createServiceClient({ serviceUrl, exchange, signer })
  const nextSigner = createRequestSigner({ deviceKey: async () => (await keys.next()) ?? keys.current(), ...signing })
  const rotation = createKeyRotation({
    keys,
    service,
    serviceWithNext: createServiceClient({ serviceUrl, exchange, signer: nextSigner }),
    isBusy: () => reports.isOpen(),
    log,
  })
  const describeMachine = createMachineDescription(serviceUrl)
  const enrolment = createEnrolment({
    service,
    store: createSealedStore(openSettingsFile('binding'), keychain),
    log,
    describeMachine,
    settleKey: rotation.settle,
    startAnew: keys.startAnew,
    formerNumber: () => new URLSearchParams(readFirstScreen(ownFolder)).get('workstation') ?? undefined,
    onChange: (state) => announce(enrolmentChanged, state),
    onLogKeyChanged: (offered) => void witness.refuseKey(offered).catch(() => undefined),
    enrolmentCode,
  })
  const witness = createWitness({
    service,
    files: openWitnessFiles(ownFolder),
    logKey: () => enrolment.boundLogKey(),
    clock: Date.now,
    log,
    onDistrust: ({ reason }) => {
      void journal.note('log-distrusted', { reason })
      session.abandon('log-untrusted')
      announce(logDistrusted, {})
    },
  })
  const journal = openJournal({
    folder: ownFolder,
    vault,
    service,
    employeeId: () => session.current()?.user.employeeId ?? null,
    log,
  })
  // Whether somebody is logged in or not: a log that changes its past is to be seen within the hour.
  const lookAtLog = () =>
    witness.check().catch((error: unknown) => {
      if (!(error instanceof AppError)) log.unexpected('log-look-failed', error)
    })
  const session = createSessionService({
    service,
    build,
    device: createDeviceReport({
      factors: async () => (await describeMachine()).factors,
      file: openSettingsFile('log-ins'),
    }),
    log,
    beforeLogIn: async () => {
      await rotation.settle()
      await witness.check()
    },
    beforeLogOut: () => reports.close('session-ended'),
    beforeLock: () => reports.close('locked'),
    onOpened: () => {
      watch.start()
      idle.start()
      journal.sendSoon()
      void lookAtLog()
      void rotation.changeWhenDue()
    },
    onLocked: () => {
      void journal.note('session-locked')
      onLocked()
    },
    onUnlocked: () => {
      void journal.note('session-unlocked')
      // The token is another one now.
      watch.start()
      onUnlocked()
    },
    onClosed: (reason) => {
      watch.stop()
      idle.stop()
      onClosed(reason)
    },
  })
  const watch = createSessionWatch({
    session,
    openEvents: createEventStream({ serviceUrl, agent, signer }),
    onLost: () => void reports.close('lost'),
    onChanged: () => void rotation.changeWhenDue(),
    onToDoChanged: () => announce(toDoChanged, {}),
    onQueryStopChanged: () => announce(queryStopChanged, {}),
    clock: Date.now,
    pause: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
  })
  const idle = createIdleWatch({
    session,
    sinceInputMs,
    every,
  })
  const spoolFolder = createSealedFolder(join(ownFolder, 'spool'), vault)
  const spool = createScanSpool(spoolFolder)
  const drafts = createDraftService({
    folder: spoolFolder,
    spool,
    employeeId: () => session.current()?.user.employeeId ?? null,
    clock: Date.now,
  })
  const consents = createConsentService({
    session,
    serviceUrl,
    spool,
    chooseFiles: (what) => chooseScanFiles(appWindow(), settings.read().language, what),
    // Read when it is needed: the first screen should not wait for it.
    upload: async (scan, token) => {
      const { uploadScan } = await import('#main/uploads/upload-scan.ts')
      return uploadScan({ ...scan, httpStack: createTusHttpStack(exchange, signer, token) })
    },
    announce: (progress) => announce(uploadProgressed, progress),
    newHandle: randomUUID,
    clock: Date.now,
  })
  const scanner = createScannerFolder({
    folder: policy.scannerFolder,
    take: async (paths) => {
      const scans = await consents.take(paths)
      announce(scansArrived, { scans })
      return paths.filter((_, index) => scans[index]?.refusal === null)
    },
    every,
  })
  const candidate = createCandidateService({ service, onClosed: onCandidateClosed })
  const tables = createTableFiles({
    chooseFile: (purpose) => chooseTableFile(appWindow(), settings.read().language, purpose),
    newHandle: randomUUID,
  })
  const tableExports = createTableExports({
    session,
    chooseFile: (proposal) => chooseTableTarget(appWindow(), settings.read().language, proposal),
    makeFile: async (table) => (await import('#main/tables/make-workbook.ts')).makeTableWorkbook(table),
    writeFile: replaceFile,
  })
  const reports = createReportService({
    session,
    receipts: createReceiptCheck(() => enrolment.binding().logKey, witness),
    deviceThumbprint: async () => (await keys.current()).thumbprint,
    openWindow: (listeners) => openViewerWindow(surroundings, listeners),
    announceAway: (isAway) => announce(attentionChanged, { isAway }),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds)
      return () => clearTimeout(timer)
    },
    onClosed: (queryId) => announce(reportClosed, { queryId }),
    newViewingId: () => ViewingId.parse(randomUUID()),
    clock: Date.now,
    note: journal.note,
    log,
  })
  const auditDesk = createAuditDesk({
    session,
    service,
    logKey: () => enrolment.boundLogKey(),
    chooseFile: (file) => chooseBundlePath(appWindow(), settings.read().language, file),
    chooseTarget: (target) => chooseAuditTarget(appWindow(), settings.read().language, target),
    onExportProgress: (progress) => announce(auditExportProgress, progress),
    onBundleProgress: (progress) => announce(bundleProgress, progress),
    fontFolder: join(surroundings.folder, 'fonts'),
    clock: Date.now,
  })
  const selfTest = createSelfTestService({
    service,
    enrolment,
    witness,
    keychain,
    captureFacts: probeProtection,
    isSandboxed,
    describeMachine,
    clock: Date.now,
  })
  const saveFile = (file: DocumentFile) => saveDocument(appWindow(), settings.read().language, file)
  const carried = createCarriedFiles(frontWindow, () => settings.read().language)
  const enrolmentFiles = createEnrolmentFiles({
    deviceKey: keys.current,
    describeMachine,
    addresses: ownAddresses,
    requests: carried('request'),
    bindings: carried('binding'),
    serviceUrl,
    caCertificate: policy.caCertificate,
    adopt: enrolment.adopt,
    clock: Date.now,
  })
  return {
    service,
    keys,
    carried,
    enrolmentFiles,
    session,
    enrolment,
    witness,
    lookAtLog,
    journal,
    candidate,
    consents,
    drafts,
    scanner,
    tables,
    reports,
    auditDesk,
    selfTest,
    saveDocument: saveFile,
    tableExports,
  }
}

function every(milliseconds: number, action: () => void): () => void {
  const timer = setInterval(action, milliseconds)
  return () => clearInterval(timer)
}
