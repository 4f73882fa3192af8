/** Starts and ends the programs a private desktop session consists of. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 25
const GRACE_MS = 3000

export interface OsUser {
  readonly uid: number
  readonly gid: number
  readonly home: string
}

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv
  /** Written to its standard input, which is then closed. */
  readonly input?: string
  /** Whom it runs as; only root may choose. */
  readonly user?: OsUser | undefined
}

export interface SessionProgram {
  readonly name: string
  readonly child: ChildProcess
  /** The last it wrote to stderr, for the text of a failure. */
  lastWords(): string
  stop(): Promise<void>
}

/**
 * Starts a program that ends when this process ends, however that ends: the kernel tells it (prctl(2),
 * PR_SET_PDEATHSIG), so that neither a crash nor SIGKILL leaves it behind.
 *
 * @param command Program and arguments. What it writes to file descriptor 3 can be read from `child.stdio[3]`.
 */
export function startProgram(command: readonly [string, ...string[]], options: ProgramOptions): SessionProgram {
  const { env, user } = options
  const identity = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : []
  const child = spawn('setpriv', [...identity, '--pdeathsig', 'TERM', '--', ...command], {
    env,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000)
  })
  child.on('error', (error) => {
    words = error.message
  })
  // A program that ends before it has read its input is noticed by its end, not by the broken pipe.
  child.stdin?.on('error', () => undefined).end(options.input ?? '')
  return { name: command[0], child, lastWords: () => words.trim(), stop: () => stopChild(child) }
}

/**
 * Waits for a line on file descriptor 3, by which several servers say that they are ready and where.
 *
 * @throws When the program ends first.
 */
export async function readyLine(program: SessionProgram): Promise<string> {
  let text = ''
  const stream = program.child.stdio[3]
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  await until(() => text.includes('\n'), program)
  return text.trim()
}

/**
 * Asks again and again until the answer is yes.
 *
 * @throws When the program ends first or ten seconds have passed.
 */
export async function until(isReady: () => boolean | Promise<boolean>, program: SessionProgram): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await isReady())) {
    if (hasEnded(program.child)) throw new Error(`${program.name} ended: ${program.lastWords()}`)
    if (Date.now() > deadline) throw new Error(`${program.name} is not ready after 10 s: ${program.lastWords()}`)
    await sleep(POLL_MS)
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  const insist = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  child.kill('SIGTERM')
  await ended
  clearTimeout(insist)
}
