/** A desktop session for tests and demo: own message bus, own keyring and, where asked, a screen nobody sees. */

import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startKeyring, startMessageBus } from './private-keyring.ts'
import type { OsUser, SessionProgram } from './session-program.ts'
import { startVirtualScreen, startWindowManager } from './virtual-screen.ts'

export interface DesktopSessionOptions {
  /** Keeps keyring and settings; the same folder finds them again at the next start. */
  readonly folder: string
  /** With a screen nobody sees; otherwise windows open on the person's own. */
  readonly headless: boolean
  /** Whose session it is; only root may choose another user than itself. */
  readonly user?: OsUser
}

export interface DesktopSession {
  /** For every program that is to run in the session. */
  readonly env: NodeJS.ProcessEnv
  /** Ends every program of the session; a second call does nothing. */
  stop(): Promise<void>
}

/**
 * Starts a session. On Windows and macOS there is nothing to start: programs use the system's own keychain and screen.
 *
 * @throws When a program of the session does not start; those that did are ended first.
 */
export async function startDesktopSession(options: DesktopSessionOptions): Promise<DesktopSession> {
  if (process.platform !== 'linux') return { env: { ...process.env }, stop: async () => undefined }

  // Not in the given folder: a socket's path may have 107 bytes. mkdtemp makes it 0700, as XDG_RUNTIME_DIR must be.
  const runtime = mkdtempSync(join(tmpdir(), 'session-'))
  const programs: SessionProgram[] = []
  const removeRuntime = () => rmSync(runtime, { recursive: true, force: true })
  // The programs end with this process by themselves; the folder does not.
  process.once('exit', removeRuntime)
  const stop = async () => {
    for (const program of programs.splice(0).reverse()) await program.stop()
    removeRuntime()
    process.off('exit', removeRuntime)
  }
  try {
    const env = await startPrograms({ ...options, runtime }, programs)
    return { env, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startPrograms(
  { folder, headless, user, runtime }: DesktopSessionOptions & { readonly runtime: string },
  programs: SessionProgram[],
): Promise<NodeJS.ProcessEnv> {
  const env = sessionEnvironment(folder, runtime)
  if (user) giveTo(user, [folder, runtime, ...['data', 'config'].map((name) => join(folder, name))], env)

  const bus = await startMessageBus(runtime, { env, user })
  programs.push(bus.program)
  Object.assign(env, bus.env)
  programs.push(await startKeyring({ env, user }))

  if (!headless) return env
  delete env['WAYLAND_DISPLAY']
  const screen = await startVirtualScreen(runtime, { env, user })
  programs.push(screen.program)
  Object.assign(env, screen.env, { XDG_SESSION_TYPE: 'x11', GDK_BACKEND: 'x11' })
  programs.push(await startWindowManager({ env, user }))
  return env
}

/** The session's folders and its home are that user's own. */
function giveTo({ uid, gid, home }: OsUser, places: readonly string[], env: NodeJS.ProcessEnv): void {
  env['HOME'] = home
  for (const place of places) chownSync(place, uid, gid)
}

function sessionEnvironment(folder: string, runtime: string): NodeJS.ProcessEnv {
  const data = resolve(folder, 'data')
  const config = resolve(folder, 'config')
  for (const place of [data, config]) mkdirSync(place, { recursive: true, mode: 0o700 })
  return {
    ...process.env,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: data,
    XDG_CONFIG_HOME: config,
    // Electron chooses the keyring by the desktop's name.
    XDG_CURRENT_DESKTOP: 'GNOME',
    // The file chooser is GTK's own: no portal answers on this bus.
    GTK_USE_PORTAL: '0',
    // The service that would store GTK's settings is not on this bus either.
    GSETTINGS_BACKEND: 'memory',
  }
}
