/** Starts a program and takes the time until it writes a certain line. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const waitMs = 30_000
const graceMs = 5000

export interface ProgramStart {
  readonly executable: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

export interface RunningProgram {
  /** From just before the process was made to the line's arrival. */
  readonly elapsedMs: number
  /** What it wrote until then, the line itself last. */
  readonly lines: readonly string[]
  stop(): Promise<void>
}

/**
 * @param mark Part of the line on stderr that is waited for.
 * @throws {Error} When it ends or half a minute passes without the line; it is ended then.
 */
export async function startToLine({ executable, args, env }: ProgramStart, mark: string): Promise<RunningProgram> {
  const started = performance.now()
  const child = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = () => stopProgram(child)
  const limit = setTimeout(stop, waitMs)
  const lines: string[] = []
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line)
      if (!line.includes(mark)) continue
      const elapsedMs = performance.now() - started
      // Else its next line would find a full pipe or a closed one.
      child.stderr.resume()
      return { elapsedMs, lines, stop }
    }
  } finally {
    clearTimeout(limit)
  }
  throw new Error(`The program did not write ${mark}: ${lines.slice(-10).join('\n')}`)
}

async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(insist)
}
