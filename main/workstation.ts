/** Puts the program together once its first window is on its way. */

import { sessionClosed, sessionLocked, sessionOpened, sessionUnlocked } from '#contract/ipc/shell.ts'
import type { LockReason } from '#contract/session.ts'
import { takeRefusedStarts } from '#main/guard/refused-starts.ts'
import { createAnnounce } from '#main/ipc/announce.ts'
import { handleAttachments } from '#main/ipc/attachments.ts'
import { handleAuditDesk } from '#main/ipc/audit-desk.ts'
import { handleCandidates } from '#main/ipc/candidates.ts'
import { handleCompliance } from '#main/ipc/compliance.ts'
import { handleConsents } from '#main/ipc/consents.ts'
import { handleDuties } from '#main/ipc/duties.ts'
import { handleEnrolmentFiles } from '#main/ipc/enrolment-files.ts'
import { createHandle, type Handle, type HandleDependencies } from '#main/ipc/handle.ts'
import { handleItemChecks } from '#main/ipc/item-checks.ts'
import { handleLogin } from '#main/ipc/login.ts'
import { handlePainted } from '#main/ipc/painted.ts'
import { handleQueries } from '#main/ipc/queries.ts'
import { handleRelays } from '#main/ipc/relays.ts'
import { handleReports } from '#main/ipc/reports.ts'
import { handleSelfTest } from '#main/ipc/self-test.ts'
import { handleSession } from '#main/ipc/session.ts'
import { handleTables } from '#main/ipc/tables.ts'
import type { FirstScreen } from '#main/platform/first-screen.ts'
import { tellNotConfigured } from '#main/platform/not-configured.ts'
import { openSettingsFile } from '#main/platform/settings-file.ts'
import {
  type MachinePolicy,
  MachinePolicyError,
  machinePolicyPath,
  readMachinePolicy,
} from '#main/settings/machine-policy.ts'
import { createUserSettings, type UserSettingsStore } from '#main/settings/user-settings.ts'
import { openAppWindow } from '#main/windows/app-window.ts'
import { openLoginWindow } from '#main/windows/login-window.ts'
import type { OwnWindow, WindowSurroundings } from '#main/windows/open-window.ts'
import { createShell, type Shell } from '#main/windows/shell.ts'
import { createServices, type Services } from './services.ts'

/** The oldest runtime that has its security repairs; on anything else this is a trial. */
const releasedElectronMajor = 45
const leaveLimitMs = 2000
const logLookMs = 3_600_000

/** The running program, as far as Electron's `app` is needed here. */
export interface Program {
  readonly ipc: HandleDependencies['ipc']
  readonly version: string
  /** See `contract/client-build.ts`. */
  readonly buildId: string
  /** Signed with the bank's key on an official runtime. */
  readonly isRelease: boolean
  /** The user's own folder of the program. */
  readonly ownFolder: string
  /** Of the runtime and of the system under it. */
  readonly versions: Readonly<Record<'electron' | 'chromium' | 'node' | 'system', string>>
  readonly platform: NodeJS.Platform
  keepFirstScreen(screen: FirstScreen): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the process was made. */
  sinceStart(): number
  /** Milliseconds since the user's last input in our windows. */
  sinceInputMs(): number
  /** The person leaves the desk as the system sees it: sleep, locked screen, another user. */
  onDeskLeft(listener: (reason: LockReason) => void): void
  /** A second start, a click on the dock. */
  onCalled(listener: () => void): void
  /** Somebody wants it to end; it ends by `exit`. */
  onQuit(listener: () => void): void
  exit(): void
}

export interface Start {
  readonly program: Program
  readonly surroundings: WindowSurroundings
  /** Hidden, its page on its way. */
  readonly firstLogin: OwnWindow
}

/** Opens the program, or says that this PC is not configured and ends it. */
export async function openWorkstation(start: Start): Promise<void> {
  const { program, surroundings, firstLogin } = start
  const path = machinePolicyPath({
    isProduction: surroundings.isProduction,
    platform: program.platform,
    env: program.env,
  })
  try {
    const mustBeProtected = surroundings.isProduction && program.platform !== 'win32'
    run(start, readMachinePolicy(path, { mustBeProtected }))
  } catch (error) {
    if (!(error instanceof MachinePolicyError)) throw error
    surroundings.log.write('not-configured', { reason: error.problem })
    firstLogin.destroy()
    await tellNotConfigured(error.problem, path)
    program.exit()
  }
}

function run({ program, surroundings, firstLogin }: Start, policy: MachinePolicy): void {
  const { roles, log } = surroundings
  const announce = createAnnounce(roles)
  const settings = createUserSettings(openSettingsFile('settings'))
  let isLeaving = false

  const services = createServices({
    surroundings,
    policy,
    ownFolder: program.ownFolder,
    build: () => ({ id: program.buildId, version: program.version }),
    announce,
    settings,
    sinceInputMs: program.sinceInputMs,
    onLocked: () => {
      shell.lock()
      announce(sessionLocked, {})
    },
    onUnlocked: () => {
      // With the password due there is no work to go back to: the login window asks for a new one.
      if (!services.session.current()?.password.isDue) shell.unlock()
      announce(sessionUnlocked, {})
    },
    onClosed: (reason) => {
      void services.reports.close('session-ended')
      services.consents.forget()
      services.scanner.stop()
      void services.drafts.tidy()
      services.tables.forget()
      services.auditDesk.clear()
      if (reason !== 'logged-out') services.enrolment.refresh()
      if (!isLeaving) shell.backToLogin(reason)
    },
    onCandidateClosed: (reason) => {
      if (!isLeaving) shell.backToLogin(reason)
    },
    appWindow: () => shell.appWindow(),
    frontWindow: () => shell.frontWindow(),
  })
  const shell = createShell({
    firstLogin,
    openLogin: (why) =>
      openLoginWindow(surroundings, new URLSearchParams({ ...why, language: settings.read().language }).toString()),
    openApp: () =>
      openAppWindow(surroundings, {
        read: () => settings.read().windowBounds,
        write: (windowBounds) => settings.change({ windowBounds }),
      }),
    announceOpened: () => announce(sessionOpened, {}),
    announceClosed: (reason) => announce(sessionClosed, { reason }),
    onQuit: leave,
  })

  const handle = createHandle({ ipc: program.ipc, roleOf: roles.roleOf, log, clock: Date.now })
  handleStart(handle, { program, surroundings, services, windows: shell, settings })
  handleSession(handle, services.session, settings)
  handleQueries(handle, services.session)
  handleRelays(handle, services.session)
  handleEnrolmentFiles(handle, services)
  handleConsents(handle, services)
  handleDuties(handle, services)
  handleAttachments(handle, services)
  handleItemChecks(handle, services)
  handleTables(handle, services)
  handleCompliance(handle, services)
  handleCandidates(handle, { candidate: services.candidate, onEntered: shell.showApp })
  handleAuditDesk(handle, services.auditDesk)
  handleReports(handle, services.reports, settings)
  program.onCalled(shell.focus)
  program.onQuit(leave)
  program.onDeskLeft((reason) => void services.session.lock(reason))
  shell.start()
  const hourly = setInterval(() => void services.lookAtLog(), logLookMs)
  void services.journal.note('program-started', { version: program.version })
  for (const { kind, names } of takeRefusedStarts(program.ownFolder))
    noteRefusedStart(services.journal, log, { kind, names })

  function leave(): void {
    if (isLeaving) return
    isLeaving = true
    services.enrolment.stop()
    clearInterval(hourly)
    const limit = new Promise((resolve) => setTimeout(resolve, leaveLimitMs))
    Promise.race([services.session.logOut().then(services.journal.stop), limit]).finally(() => program.exit())
  }
}

/** Names of switches and variables, without what they were set to. */
function noteRefusedStart(
  journal: Services['journal'],
  log: WindowSurroundings['log'],
  { kind, names }: { kind: string; names: readonly string[] },
): void {
  log.write('earlier-start-refused', { reason: [kind, ...names].join(' ') })
  const first = (names[0] ?? '').replaceAll(/[^\w.-]/g, '').slice(0, 60)
  void journal.note('start-refused', { refusal: kind, count: names.length, first })
}

interface StartParts {
  readonly program: Program
  readonly surroundings: WindowSurroundings
  readonly services: Services
  readonly windows: Shell
  readonly settings: UserSettingsStore
}

function handleStart(handle: Handle, { program, surroundings, services, windows, settings }: StartParts): void {
  const { log } = surroundings
  const isTestRuntime = !program.isRelease || Number.parseInt(program.versions.electron, 10) < releasedElectronMajor
  handlePainted(handle, {
    sinceStart: program.sinceStart,
    log,
    onPainted: (role) => role !== 'viewer' && windows.painted(role),
  })
  handleLogin(handle, {
    ...services,
    settings,
    appVersion: program.version,
    isTestRuntime,
    onLoggedIn: windows.showApp,
    keepFirstScreen: ({ language, enrolment, appVersion, isTestRuntime }) => {
      if (enrolment.status !== 'approved') return
      const { institution, workstationNumber } = enrolment.binding
      program.keepFirstScreen({
        language,
        institution: institution.name,
        workstation: workstationNumber,
        version: appVersion,
        test: isTestRuntime ? '1' : '0',
      })
    },
  })
  handleSelfTest(handle, services.selfTest, {
    versions: { app: program.version, ...program.versions },
    isTestRuntime,
  })
}
