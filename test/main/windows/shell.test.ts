import type { BrowserWindow } from 'electron'
import { expect, test, vi } from 'vitest'
import { createShell } from '#main/windows/shell.ts'

function aWindow(name: string, journal: string[]) {
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>()
  const note = (what: string) => () => void journal.push(`${name} ${what}`)
  const window = {
    on: (event: string, listener: never) => listeners.set(event, listener),
    show: note('shown'),
    hide: note('hidden'),
    destroy: note('destroyed'),
    focus: note('focused'),
    isMinimized: () => false,
    restore: note('restored'),
  }
  return {
    window: window as unknown as BrowserWindow,
    close: () => listeners.get('close')?.({ preventDefault: vi.fn() }),
  }
}

function setUp() {
  const journal: string[] = []
  const first = aWindow('login', journal)
  const onQuit = vi.fn()
  const shell = createShell({
    firstLogin: first.window,
    openLogin: (why) => aWindow(`login after ${'reason' in why ? why.reason : 'lock'}`, journal).window,
    openApp: () => {
      journal.push('app made')
      return aWindow('app', journal).window
    },
    announceOpened: () => void journal.push('opened announced'),
    announceClosed: (reason) => void journal.push(`${reason} announced`),
    onQuit,
  })
  shell.start()
  return { shell, journal, first, onQuit }
}

test('the app is made, hidden, when the login screen is complete, and only once', () => {
  const { shell, journal } = setUp()
  shell.painted('login')
  shell.painted('login')
  expect(journal).toEqual(['login shown', 'app made'])
})

test('after log-in the app is shown and the login window is gone', () => {
  const { shell, journal } = setUp()
  shell.painted('login')
  shell.showApp()
  expect(journal.slice(2)).toEqual(['app shown', 'opened announced', 'login destroyed'])
})

test('a log-in faster than the app still finds it', () => {
  const { shell, journal } = setUp()
  shell.showApp()
  expect(journal).toContain('app shown')
})

test('at the end of a session the app disappears before login comes back', () => {
  const { shell, journal } = setUp()
  shell.showApp()
  journal.length = 0
  shell.backToLogin('session-ended')
  expect(journal).toEqual(['app hidden', 'session-ended announced', 'login after session-ended shown', 'app destroyed'])
  expect(shell.appWindow()).toBeUndefined()
})

test('closing a window asks to leave', () => {
  const { first, onQuit } = setUp()
  first.close()
  expect(onQuit).toHaveBeenCalledOnce()
})

test('a lock hides the app and leaves it alive; unlocking brings the same window back', () => {
  const { shell, journal } = setUp()
  shell.showApp()
  const { length } = journal
  const app = shell.appWindow()
  shell.lock()
  shell.lock()
  shell.unlock()
  expect(journal.slice(length)).toEqual([
    'app hidden',
    'login after lock shown',
    'app hidden',
    'app shown',
    'login after lock destroyed',
  ])
  expect(shell.appWindow()).toBe(app)
})

test('a session that ends while it is locked keeps the login window and forgets the app', () => {
  const { shell, journal } = setUp()
  shell.showApp()
  shell.lock()
  const { length } = journal
  shell.backToLogin('session-ended')
  expect(journal.slice(length)).toEqual(['app hidden', 'session-ended announced', 'app destroyed'])
})
