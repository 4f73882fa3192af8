/** How set-up starts other programs and tells the person what happens. */

import { spawn } from 'node:child_process'

const KEPT_OUTPUT_CHARACTERS = 4000

/**
 * A failure with advice for the person at the terminal; shown without a stack.
 */
export class SetUpError extends Error {
  name = 'SetUpError'
}

/**
 * One line for the person; on stderr, so that stdout stays free for what another program reads.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Promise<string>} What it wrote to stdout.
 * @throws {SetUpError} When it cannot start, fails or takes too long; the text ends with its last output.
 */
export function run(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const output = collect(child)

    const fail = (/** @type {string} */ what) => {
      const tail = (output.stderr + output.stdout).trim().slice(-KEPT_OUTPUT_CHARACTERS)
      reject(new SetUpError([`${command} ${args.join(' ')}: ${what}`, tail].filter(Boolean).join('\n')))
    }
    child.on('error', (error) => fail(error.message))
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(output.stdout)
      else fail(signal ? `ended by ${signal}` : `exit code ${code}`)
    })
  })
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
function collect(child) {
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text
  })
  return output
}

/**
 * Runs npm, the one this script was started by where there is one.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, node?: string }} [options] `node` runs npm; without it the one on PATH does.
 * @returns {Promise<string>} What it wrote to stdout.
 */
export function npm(args, { node = process.execPath, ...options } = {}) {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.[cm]?js$/.test(script)) return run(node, [script, ...args], options)
  // npm is a batch file on Windows, which only a shell can start.
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * Does one step and says what came of it and how long it took.
 *
 * @template T
 * @param {() => Promise<T>} step
 * @param {(result: T) => string} report Says what came of it.
 * @returns {Promise<T>}
 */
export async function timed(step, report) {
  const started = performance.now()
  const result = await step()
  say(`${report(result)} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return result
}

/**
 * Runs a script's main function: advice without a stack, bugs with one, exit code 1 for both.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    say(error instanceof SetUpError ? error.message : String(error instanceof Error ? error.stack : error))
    process.exitCode = 1
  }
}
