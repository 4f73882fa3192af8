import { join } from 'node:path'
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { WindowRole } from '#contract/ipc/channel.ts'
import type { Log } from '#main/log.ts'
import { documentOf } from '#main/platform/app-address.ts'
import { openWindowSession } from '#main/platform/window-session.ts'
import { hardenedWebPreferences } from './web-preferences.ts'
import type { WindowRoles } from './window-roles.ts'

/** For those who hold a window without knowing Electron. */
export type OwnWindow = BrowserWindow

export interface WindowSurroundings {
  readonly roles: WindowRoles
  readonly log: Log
  readonly isProduction: boolean
  /** Folder of the built program: `preload` and `renderer` lie in it. */
  readonly folder: string
}

export interface WindowOptions extends BrowserWindowConstructorOptions {
  /** What the page should know from its first moment; stands behind the `#` of its address. */
  readonly fragment?: string
}

/** Makes a window of a role and loads the role's document. */
export function openWindow(
  role: WindowRole,
  { fragment, ...options }: WindowOptions,
  { roles, log, isProduction, folder }: WindowSurroundings,
): BrowserWindow {
  const session = openWindowSession(role, join(folder, 'renderer'), log)
  const preload = join(folder, 'preload', role === 'viewer' ? 'viewer.cjs' : 'app.cjs')
  const window = new BrowserWindow({
    autoHideMenuBar: true,
    ...options,
    webPreferences: hardenedWebPreferences({ preload, session, isProduction }),
  })
  // Titles are constant: a window list shows no names.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.removeMenu()
  roles.register(window.webContents, role)
  window.webContents.once('did-fail-load', (_event, code) => log.write('load-failed', { role, code: String(code) }))
  // An empty document raises none of the events that could be prevented.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url.split('#', 1)[0] === documentOf(role)) return
    log.write('page-refused', { role, reason: 'left' })
    window.webContents.forcefullyCrashRenderer()
  })
  window.loadURL(documentOf(role) + (fragment ? `#${fragment}` : '')).catch((error: unknown) => {
    if (!window.isDestroyed()) log.unexpected('load-failed', error, { role })
  })
  return window
}
