/** Which window is there when: login, then the app; while the session is locked and at its end login again. */

import type { BrowserWindow } from 'electron'
import type { SessionEnding } from '#main/session/session-service.ts'

export interface ShellDependencies {
  /** Made, hidden, before the rest of the program was read. */
  readonly firstLogin: BrowserWindow
  /** Hidden, like `openApp`. */
  readonly openLogin: (why: { readonly reason: SessionEnding } | { readonly locked: '1' }) => BrowserWindow
  readonly openApp: () => BrowserWindow
  readonly announceOpened: () => void
  readonly announceClosed: (reason: SessionEnding) => void
  /** The person closed the last window they could see. */
  readonly onQuit: () => void
}

export interface Shell {
  /** The program can answer: the first login window is shown. */
  start(): void
  /** A window's screen is complete. */
  painted(role: 'login' | 'app'): void
  showApp(): void
  /** The app window disappears and lives on; login stands in front of it. */
  lock(): void
  unlock(): void
  backToLogin(reason: SessionEnding): void
  focus(): void
  appWindow(): BrowserWindow | undefined
  /** Before which a dialog opens. */
  frontWindow(): BrowserWindow | undefined
}

export function createShell(dependencies: ShellDependencies): Shell {
  const { firstLogin, openLogin, openApp, announceOpened, announceClosed, onQuit } = dependencies
  let login: BrowserWindow | undefined
  let app: BrowserWindow | undefined

  return {
    start: () => showLogin(firstLogin),
    painted,
    showApp,
    lock,
    unlock,
    backToLogin,
    focus,
    appWindow: () => app,
    frontWindow: () => login ?? app,
  }

  function showLogin(window: BrowserWindow): void {
    login = window
    window.on('close', quit)
    window.show()
  }

  function painted(role: 'login' | 'app'): void {
    // The big bundle loads while the person types.
    if (role === 'login') app ??= makeApp()
  }

  function showApp(): void {
    app ??= makeApp()
    app.show()
    announceOpened()
    login?.destroy()
    login = undefined
  }

  function lock(): void {
    app?.hide()
    if (!login) showLogin(openLogin({ locked: '1' }))
  }

  function unlock(): void {
    app?.show()
    login?.destroy()
    login = undefined
  }

  function backToLogin(reason: SessionEnding): void {
    const old = app
    app = undefined
    old?.hide()
    announceClosed(reason)
    if (!login) showLogin(openLogin({ reason }))
    old?.destroy()
  }

  function focus(): void {
    const window = login ?? app
    if (window?.isMinimized()) window.restore()
    window?.focus()
  }

  function makeApp(): BrowserWindow {
    const window = openApp()
    window.on('close', quit)
    return window
  }

  /** Leaving is for the composition root: it ends the session first. */
  function quit(event: { preventDefault(): void }): void {
    event.preventDefault()
    onQuit()
  }
}
