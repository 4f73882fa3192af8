/** Measures the rows one after the other. See `scripts/bench.mjs` for how it is started. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Measured, measureRow, type Row } from '#test/bench/harness.ts'
import { describeResults } from '#test/bench/report.ts'
import { bundleExport } from '#test/bench/rows/bundle-export.ts'
import { bundleVerify } from '#test/bench/rows/bundle-verify.ts'
import { decisionInMemory } from '#test/bench/rows/decision-in-memory.ts'
import { figuresOfMonth } from '#test/bench/rows/figures-of-month.ts'
import { itemNext } from '#test/bench/rows/item-next.ts'
import { logDurableEntries } from '#test/bench/rows/log-durable-entries.ts'
import { loginPainted } from '#test/bench/rows/login-painted.ts'
import { merkleAppend } from '#test/bench/rows/merkle-append.ts'
import { pageTurn } from '#test/bench/rows/page-turn.ts'
import { queryDecision } from '#test/bench/rows/query-decision.ts'
import { ruleReplay } from '#test/bench/rows/rule-replay.ts'
import { sameSheetFound } from '#test/bench/rows/same-sheet.ts'
import { sealUnseal } from '#test/bench/rows/seal-unseal-1mib.ts'
import { uniformRefusal } from '#test/bench/rows/uniform-refusal.ts'
import { upload5Mib } from '#test/bench/rows/upload-5mib.ts'
import { watermarkRobustness } from '#test/bench/rows/watermark-robustness.ts'

const rows: readonly Row[] = [
  loginPainted,
  sealUnseal,
  merkleAppend,
  logDurableEntries,
  queryDecision,
  decisionInMemory,
  upload5Mib,
  itemNext,
  pageTurn,
  uniformRefusal,
  watermarkRobustness,
  sameSheetFound,
  bundleExport,
  bundleVerify,
  ruleReplay,
  figuresOfMonth,
]
const usage = 'node scripts/bench.mjs [--quick] [--only NAME] [--json FILE]'

/** What the person asked for is not there. */
class UsageError extends Error {}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        json: { type: 'string' },
      },
    })
    return values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  const chosen = rows.filter(({ name }) => options.only === undefined || name === options.only)
  if (chosen.length === 0) {
    throw new UsageError(`There is no row ${options.only}. There are: ${rows.map(({ name }) => name).join(', ')}.`)
  }

  const measured: Measured[] = []
  for (const row of chosen) {
    process.stderr.write(`measuring ${row.name} …\n`)
    const outcome = await measure(row, options.quick)
    if (outcome) measured.push(outcome)
  }
  process.stdout.write(`${describeResults(measured)}\n`)
  const figures = { rows: measured.map(({ result }) => result) }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`)
}

/** @returns Nothing when it failed; the other rows are measured all the same. */
async function measure(row: Row, isQuick: boolean): Promise<Measured | undefined> {
  const folder = join('out', 'bench', row.name)
  rmSync(folder, { recursive: true, force: true })
  // Others may pass through: the embedded database runs as an OS user of its own when we are root.
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  try {
    return await measureRow(row, { isQuick, folder })
  } catch (error) {
    process.stderr.write(`${row.name} could not be measured: ${error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().then(
  // What a service of a row still holds open is not waited for.
  () => process.exit(),
  (error: unknown) => {
    const isUsage = error instanceof UsageError
    process.stderr.write(`${isUsage ? error.message : error instanceof Error ? error.stack : error}\n`)
    process.exit(isUsage ? 2 : 1)
  },
)
