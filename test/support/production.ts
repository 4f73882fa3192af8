/** The production build from outside: installed where its user cannot write, started as an ordinary OS user, its sandbox on. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { packageClient } from '#scripts/build-client.ts'
import { type DesktopSession, startDesktopSession } from '#scripts/desktop-session.ts'
import type { OsUser } from '#scripts/session-program.ts'

const userName = 'cqw-tester'
const programs = { production: 'credit-query-workstation', test: 'credit-query-workstation-test' } as const

export interface Ended {
  readonly code: number | null
  readonly ms: number
  readonly stderr: string
  readonly stdout: string
}

export interface RunningProgram {
  readonly pid: number
  readonly child: ChildProcess
  stderr(): string
  ended(limitMs: number): Promise<Ended>
  /** As the window's close button would. */
  stop(): Promise<void>
}

export interface Production {
  readonly root: string
  readonly user: OsUser
  readonly session: DesktopSession
  readonly home: string
  start(options?: {
    args?: readonly string[]
    env?: NodeJS.ProcessEnv
    folder?: string
    asRoot?: boolean
  }): RunningProgram
  /** A copy to be tampered with. */
  copy(): string
  close(): Promise<void>
}

/** Packs it first when it has changed. @throws When not run as root: only root can make another OS user. */
export function installProduction(): Promise<Production> {
  return installPackage('production')
}

/** The same with the build that takes switches and another machine policy. */
export async function installPackage(kind: 'production' | 'test'): Promise<Production> {
  const built = resolve(await packageClient(kind))
  const root = mkdtempSync(join(tmpdir(), 'cqw-production-'))
  chmodSync(root, 0o755)
  const folder = join(root, 'installed')
  cpSync(built, folder, { recursive: true })
  const user = ordinaryUser(join(root, 'home'))
  const session = await startDesktopSession({ folder: join(root, 'desktop'), headless: true, user })
  const running: RunningProgram[] = []
  let copies = 0
  return {
    root: folder,
    user,
    session,
    home: user.home,
    start(options = {}) {
      const one = startProgram({
        program: programs[kind],
        folder,
        user,
        ...options,
        env: session.env,
        extra: options.env ?? {},
      })
      running.push(one)
      return one
    },
    copy() {
      copies += 1
      const place = join(root, `copy-${copies}`)
      cpSync(folder, place, { recursive: true })
      return place
    },
    async close() {
      for (const one of running) await one.stop()
      await session.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function ordinaryUser(home: string): OsUser {
  if (!tryIds())
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/sh', userName])
  const ids = tryIds()
  if (!ids) throw new Error(`The OS user ${userName} could not be made: only root can.`)
  mkdirSync(home, { mode: 0o700 })
  execFileSync('chown', [`${ids.uid}:${ids.gid}`, home])
  return { ...ids, home }
}

function tryIds(): { uid: number; gid: number } | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, userName], { stdio: 'pipe' })))
    return uid === undefined || gid === undefined ? undefined : { uid, gid }
  } catch {
    return undefined
  }
}

interface StartOrder {
  readonly program: string
  readonly folder: string
  readonly user: OsUser
  readonly env: NodeJS.ProcessEnv
  readonly extra: NodeJS.ProcessEnv
  readonly args?: readonly string[]
  readonly asRoot?: boolean
}

/** What an ordinary session has in its environment: none of the developer's own variables. */
function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['HOME', 'DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'GDK_BACKEND', 'GSETTINGS_BACKEND']
  const wanted = Object.entries(env).filter(([name]) => kept.includes(name) || name.startsWith('XDG_'))
  return { ...Object.fromEntries(wanted), PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', USER: userName }
}

function startProgram({ program, folder, user, env, extra, args = [], asRoot = false }: StartOrder): RunningProgram {
  const started = performance.now()
  const identity = asRoot ? [] : ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups']
  const command = ['setpriv', ...identity, '--pdeathsig', 'KILL', '--', join(folder, program), ...args]
  // Core files are allowed and could be written: that there is none is the program's own doing.
  const child = spawn('prlimit', ['--core=unlimited:unlimited', '--', ...command], {
    cwd: user.home,
    env: { ...plainEnvironment(env), ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  }
  const end = new Promise<Ended>((done) => {
    child.once('close', (code) => done({ code, ms: performance.now() - started, ...texts }))
  })
  return {
    pid: child.pid ?? 0,
    child,
    stderr: () => texts.stderr,
    ended: (limitMs) =>
      Promise.race([
        end,
        new Promise<never>((_, reject) => {
          setTimeout(() => reject(new Error(`It runs on after ${limitMs} ms: ${texts.stderr}`)), limitMs).unref()
        }),
      ]),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await end
    },
  }
}
