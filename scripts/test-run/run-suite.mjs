import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronEnvironment } from '#scripts/setup/electron-runtime.mjs'
import { withNodeOnPath } from '#scripts/setup/node-runtime.mjs'

const REPORTER = join(import.meta.dirname, 'report-file-reporter.mjs')

/**
 * Runs one project of vitest.config.ts; its output goes where ours goes.
 *
 * @param {string} suite
 * @param {{ root: string, node: string, electron: import('#scripts/setup/electron-runtime.mjs').ElectronRuntime, folder: string }} options
 *   Reports are written into `folder`.
 * @returns {Promise<import('./summary.mjs').SuiteOutcome>}
 */
export async function runSuite(suite, { root, node, electron, folder }) {
  const file = join(folder, `${suite}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', suite, '--reporter=default', `--reporter=${REPORTER}`]
  const env = withNodeOnPath(node, { ...process.env, ...electronEnvironment(electron), TEST_REPORT_FILE: file })

  const ending = await new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(signal ?? code))
  })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  return { suite, ending, report }
}
