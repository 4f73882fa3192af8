/**
 * `npm test`: set-up, then every suite; the last line says how many tests passed and failed.
 *
 *   node scripts/test.mjs            all suites
 *   node scripts/test.mjs unit       some of them
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMain } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'
import { runSuite } from './test-run/run-suite.mjs'
import { describeRun, hasPassed, lastLine } from './test-run/summary.mjs'

/** The projects of vitest.config.ts, quickest first. */
const SUITES = ['unit', 'central', 'e2e']

/** @param {readonly string[]} args */
async function main(args) {
  const suites = args.length > 0 ? args : SUITES
  const runtime = await setUp({ headless: true })
  const folder = mkdtempSync(join(tmpdir(), 'test-reports-'))
  try {
    const outcomes = []
    for (const suite of suites) outcomes.push(await runSuite(suite, { ...runtime, folder }))
    process.stdout.write([...describeRun(outcomes), lastLine(outcomes), ''].join('\n'))
    if (!hasPassed(outcomes)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await runMain(async () => {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    // Whoever reads only the last line must not find an earlier run's.
    process.stdout.write('0 passed, 1 failed\n')
    throw error
  }
})
