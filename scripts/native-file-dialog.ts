/** Drives the system's own file dialog, which no browser driver can reach. */

import { execFile } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const POLL_MS = 50
const PRESS_AGAIN_MS = 250

/** The dialog does not say when it has read a folder. */
const FOLDER_READ_MS = 400
const TIME_LIMIT_MS = 10_000

/** What GTK names its file dialogs; it does not depend on language or title. */
const ROLE = 'GtkFileChooserDialog'

/**
 * Waits for an open file dialog, names the files as a person would by keyboard and waits until it has closed.
 *
 * @param env The session's environment; only where there is an X server.
 * @param paths One file; or all the files of one folder, for the dialog's path field takes a single name.
 * @throws When no dialog opens, or it stays open because it does not find the files.
 */
export async function chooseFilesInDialog(env: NodeJS.ProcessEnv, paths: readonly string[]): Promise<void> {
  const [first, ...others] = paths.map((path) => resolve(path))
  if (first === undefined) throw new Error('Name at least one file.')
  const folder = dirname(first)
  if (others.some((path) => dirname(path) !== folder)) throw new Error('Files of one folder only.')

  const dialog = await waitForDialog(env)
  if (others.length === 0) {
    await enterPath(env, dialog, first)
  } else {
    await enterPath(env, dialog, `${folder}/`)
    await selectAllListed(env, dialog)
  }
  await confirm(env, dialog, first)
}

/**
 * Waits for an open dialog that asks where to save, names the file in place of the one it suggests and waits until the
 * dialog has closed.
 *
 * @throws When no dialog opens, or it stays open.
 */
export async function saveFileInDialog(env: NodeJS.ProcessEnv, path: string): Promise<void> {
  const dialog = await waitForDialog(env)
  await xdotool(env, ['windowactivate', '--sync', dialog])
  await key(env, ['ctrl+a'])
  await xdotool(env, ['key', '--clearmodifiers', '--delay', '10', ...keysFor(resolve(path))])
  await confirm(env, dialog, path)
}

async function enterPath(env: NodeJS.ProcessEnv, dialog: string, path: string): Promise<void> {
  await xdotool(env, ['windowactivate', '--sync', dialog])
  await key(env, ['ctrl+l'])
  await xdotool(env, ['key', '--clearmodifiers', '--delay', '10', ...keysFor(path)])
}

/**
 * The keys that write a text into a GTK field. Letters no key has are written by their code point: xdotool would have
 * to change the keyboard's layout for each, and the window reads some of them by the old one.
 *
 * @see GTK's input method: Ctrl+Shift+U, the code point in hexadecimal, space.
 */
export function keysFor(text: string): string[] {
  return Array.from(text).flatMap((letter) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16)
    return letter <= '~' ? [`U${code.padStart(4, '0')}`] : ['ctrl+shift+u', ...code, 'space']
  })
}

/** Goes into the folder that was named, then clicks into the empty lower part of its list and selects everything. */
async function selectAllListed(env: NodeJS.ProcessEnv, dialog: string): Promise<void> {
  await sleep(FOLDER_READ_MS)
  await key(env, ['Return'])
  await sleep(FOLDER_READ_MS)
  const { width, height } = await sizeOf(env, dialog)
  const place = [Math.round(width * 0.6), Math.round(height * 0.8)].map(String)
  await xdotool(env, ['mousemove', '--window', dialog, ...place, 'click', '1'])
  await key(env, ['ctrl+a'])
}

async function sizeOf(env: NodeJS.ProcessEnv, window: string): Promise<{ width: number; height: number }> {
  const geometry = await xdotool(env, ['getwindowgeometry', '--shell', window])
  const value = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(geometry)?.[1])
  return { width: value('WIDTH'), height: value('HEIGHT') }
}

/**
 * Presses Return until the dialog is gone: it ignores the key while it still looks up what the path may be completed to.
 * Only while the dialog has the focus, lest the key reach the window behind it.
 */
async function confirm(env: NodeJS.ProcessEnv, dialog: string, wanted: string): Promise<void> {
  const closed = await poll(async () => {
    if (await hasClosed(env, dialog)) return true
    if ((await activeWindow(env)) === dialog) await key(env, ['Return'])
    await sleep(PRESS_AGAIN_MS)
    return undefined
  })
  if (!closed) throw new Error(`The file dialog is still open 10 s after ${wanted} was named.`)
}

async function hasClosed(env: NodeJS.ProcessEnv, dialog: string): Promise<true | undefined> {
  return (await findDialog(env)) === dialog ? undefined : true
}

async function waitForDialog(env: NodeJS.ProcessEnv): Promise<string> {
  const dialog = await poll(() => findDialog(env))
  if (dialog === undefined) throw new Error('No file dialog opened within 10 s.')
  return dialog
}

async function poll<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + TIME_LIMIT_MS
  while (Date.now() < deadline) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(POLL_MS)
  }
  return undefined
}

async function findDialog(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const windows = await xdotool(env, ['search', '--onlyvisible', '--name', '.'])
  for (const window of windows.split('\n').filter(Boolean)) {
    if ((await property(env, window, 'WM_WINDOW_ROLE')).includes(ROLE)) return window
  }
  return undefined
}

async function activeWindow(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  // For a moment, while one window closes, none is active, and xdotool says so by failing.
  const window = await xdotool(env, ['getactivewindow']).catch(() => undefined)
  return window?.trim()
}

async function key(env: NodeJS.ProcessEnv, keys: readonly string[]): Promise<void> {
  await xdotool(env, ['key', '--clearmodifiers', '--delay', '50', ...keys])
}

async function xdotool(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('xdotool', args, { env })
  return stdout
}

async function property(env: NodeJS.ProcessEnv, window: string, name: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('xprop', ['-id', window, name], { env })
    return stdout
  } catch {
    // The window has closed since it was found.
    return ''
  }
}
