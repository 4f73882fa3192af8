/** Starts the program: what must come before the first window, the first window, then everything else. */

import { webcrypto } from 'node:crypto'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, ipcMain } from 'electron'
import { buildKey, isProductionBuild } from '#main/guard/build.ts'
import { checkFiles } from '#main/guard/check-files.ts'
import { denyDumps, openDumpCalls } from '#main/guard/deny-dumps.ts'
import { createGuard } from '#main/guard/guard-start.ts'
import { recordRefusedStart } from '#main/guard/refusal-record.ts'
import { takeEarlyCalls } from '#main/ipc/early-calls.ts'
import { createLog } from '#main/log.ts'
import { registerAppScheme } from '#main/platform/app-protocol.ts'
import { watchDesk } from '#main/platform/desk-events.ts'
import { keepFirstScreen, readFirstScreen } from '#main/platform/first-screen.ts'
import { createInputWatch } from '#main/platform/input-watch.ts'
import { closeDefaultSession } from '#main/platform/window-session.ts'
import { hardenContents } from '#main/windows/harden-contents.ts'
import { openLoginWindow } from '#main/windows/login-window.ts'
import type { WindowSurroundings } from '#main/windows/open-window.ts'
import { createWindowRoles } from '#main/windows/window-roles.ts'
import type { Program } from '#main/workstation.ts'

// Node 18 has no such global, and jose needs one.
globalThis.crypto ??= webcrypto as typeof globalThis.crypto

/** A page that never paints must not keep the program from saying why. */
const longestWaitMs = 1500

const log = createLog((line) => process.stderr.write(`${line}\n`), Date.now)
const input = createInputWatch(() => Date.now())

process.on('uncaughtException', (error) => {
  log.unexpected('uncaught', error)
  app.exit(1)
})
process.on('unhandledRejection', (error) => log.unexpected('unhandled', error))

const ownFolder = join(app.getPath('appData'), 'credit-query-workstation')
const guard = createGuard({
  log,
  clock: Date.now,
  record: (refusal, at) => recordRefusedStart(ownFolder, refusal, at),
  exit: (code) => app.exit(code),
})
if (isProductionBuild) {
  guard.judge({ commandLine: process.argv.slice(1), env: process.env, userId: process.geteuid?.() })
}
prepare()
const isFirst = app.requestSingleInstanceLock()
const files = isFirst && isProductionBuild ? checkOwnFiles() : undefined
if (isFirst) {
  app.whenReady().then(open, (error: unknown) => log.unexpected('start-failed', error))
} else {
  app.exit(0)
}

/** @returns What is known of this build; the process has ended when its files are not the signed ones. */
function checkOwnFiles() {
  const check = checkFiles({ root: dirname(process.execPath), bundle: __dirname, key: buildKey })
  if ('refusal' in check) {
    guard.refuse(check.refusal)
    throw new Error('The program refused to start.')
  }
  return check
}

function prepare(): void {
  // Together with this switch the sandbox's processes would crash in a loop; it is what running as root needs.
  if (isProductionBuild || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  if (isProductionBuild || !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', ownFolder)
  const disabled = [app.commandLine.getSwitchValue('disable-features'), 'BackForwardCache'].filter(Boolean)
  app.commandLine.appendSwitch('disable-features', disabled.join(','))
  registerAppScheme()
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents, log)
    input.watch(contents)
  })
  // Between two windows there is none for a moment.
  app.on('window-all-closed', () => undefined)
}

async function open(): Promise<void> {
  closeDefaultSession(log)
  const surroundings: WindowSurroundings = {
    roles: createWindowRoles(),
    log,
    isProduction: isProductionBuild,
    folder: join(app.getAppPath(), 'out'),
  }
  log.write('started', { version: app.getVersion(), reason: `electron ${process.versions.electron}` })
  const shownLastTime = readFirstScreen(app.getPath('userData'))
  const firstLogin = openLoginWindow(surroundings, shownLastTime)
  const firstPaint = new Promise<Pick<typeof ipcMain, 'handle'>>((resolve) => {
    const early = takeEarlyCalls(ipcMain, (event) => {
      if (event.sender === firstLogin.webContents) painted()
    })
    const painted = onceOnly(() => {
      log.write('login-painted', { ms: Math.round(sinceStart()) })
      resolve(early)
    })
    // At the very first start the page has nothing to show before main has answered.
    setTimeout(() => resolve(early), shownLastTime === '' ? 0 : longestWaitMs)
  })
  if (!(await areFilesUnaltered()) || !(await isMemoryClosed())) return
  firstLogin.show()
  // Reading the rest of the program would keep the page waiting: it comes when the person has something to look at.
  const ipc = await firstPaint
  if (firstLogin.isDestroyed()) return app.exit(0)
  const { openWorkstation } = await import('#main/workstation.ts')
  await openWorkstation({ program: describeProgram(ipc), surroundings, firstLogin })
}

/** The page loads meanwhile, hidden; nothing is shown by a program that was tampered with. */
async function areFilesUnaltered(): Promise<boolean> {
  const askedAt = sinceStart()
  const altered = await files?.rest
  if (altered) guard.refuse(altered)
  else if (files) log.write('files-checked', { ms: Math.round(sinceStart() - askedAt) })
  return altered === undefined
}

/** Before there is a key or a report in memory. */
async function isMemoryClosed(): Promise<boolean> {
  if (!isProductionBuild) return true
  // Left by a version or a person that had crash dumps on; ours never are.
  rmSync(app.getPath('crashDumps'), { recursive: true, force: true })
  if (process.platform !== 'linux') return true
  const isClosed = await openDumpCalls().then(
    (calls) => denyDumps(calls, process.pid),
    () => false,
  )
  if (!isClosed) guard.refuse({ kind: 'dumps', names: [] })
  return isClosed
}

function sinceStart(): number {
  return Date.now() - (process.getCreationTime() ?? Date.now())
}

function onceOnly(action: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) action()
    isDone = true
  }
}

function describeProgram(ipc: Program['ipc']): Program {
  return {
    ipc,
    version: app.getVersion(),
    buildId: files?.buildId ?? `test-${app.isPackaged ? 'packaged' : 'unpackaged'}`,
    isRelease: files?.isRelease ?? false,
    ownFolder: app.getPath('userData'),
    versions: {
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
      system: `${process.platform} ${process.getSystemVersion()}`,
    },
    platform: process.platform,
    env: process.env,
    keepFirstScreen: (screen) => keepFirstScreen(app.getPath('userData'), screen),
    sinceStart,
    sinceInputMs: input.sinceInputMs,
    onDeskLeft: (listener) => watchDesk(process.platform, listener),
    onCalled: (listener) => {
      // What the second start was given is not looked at.
      app.on('second-instance', () => listener())
      app.on('activate', () => listener())
    },
    onQuit: (listener) => {
      app.on('before-quit', (event) => {
        event.preventDefault()
        listener()
      })
    },
    exit: () => app.exit(0),
  }
}
