/** Starts the naive program on the plain runtime, in the given session, as whoever runs the suite. */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'

export const naiveApp = resolve('test', 'attack', 'naive', 'naive-app')

export interface NaiveProgram {
  readonly child: ChildProcess
  readonly folder: string
  output(): string
  /** Waits until what it wrote has the text. */
  wrote(text: string, limitMs?: number): Promise<string>
  stop(): Promise<void>
}

export interface NaiveStart {
  readonly env: NodeJS.ProcessEnv
  readonly args?: readonly string[]
  /** Instead of the naive program. */
  readonly executable?: string
  readonly app?: readonly string[]
  readonly folder?: string
}

export function startNaive({ env, args = [], executable, app = [naiveApp], folder }: NaiveStart): NaiveProgram {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'naive-'))
  const all = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${own}`, ...args, ...app]
  const child = spawn(executable ?? electronExecutable(resolve('.')), all, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  return {
    child,
    folder: own,
    output: () => text,
    async wrote(wanted, limitMs = 15_000) {
      for (const deadline = Date.now() + limitMs; !text.includes(wanted); await sleep(50)) {
        if (Date.now() > deadline) throw new Error(`It did not write ${wanted}: ${text.slice(-500)}`)
      }
      return text
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('exit', done))
        child.kill('SIGKILL')
        await ended
      }
      rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
