/**
 * `npm run attack`: set-up with the attackers' tools, both builds of the client, then the attack list against client and
 * service, each attack with its control on something naive.
 *
 *   node scripts/attack.mjs                  everything
 *   node scripts/attack.mjs --json FILE      the results in a file as well
 *   node scripts/attack.mjs e-network d-…    some folders of test/attack
 *
 * Exit code 1 when an attack got anywhere or did not run to its end.
 */

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { electronEnvironment } from './setup/electron-runtime.mjs'
import { withNodeOnPath } from './setup/node-runtime.mjs'
import { runMain } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const { root, node, electron } = await setUp({ headless: true, attack: true })
  const evidence = join(root, 'out', 'attack')
  rmSync(evidence, { recursive: true, force: true })
  mkdirSync(evidence, { recursive: true })
  const report = join(mkdtempSync(join(tmpdir(), 'attack-')), 'report.json')
  const env = {
    ...withNodeOnPath(node, process.env),
    ...electronEnvironment(electron),
    ATTACK_EVIDENCE: evidence,
    ATTACK_REPORT: report,
  }
  const reporter = join(import.meta.dirname, 'attack', 'attack-reporter.mjs')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', 'attack', '--reporter=default', `--reporter=${reporter}`, ...positionals]
  const child = spawn(node, args, { cwd: root, env, stdio: ['inherit', 2, 'inherit'] })
  await new Promise((resolve) => child.once('exit', resolve))

  const { results, broken } = JSON.parse(readFileSync(report, 'utf8'))
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  for (const { id, result, control, why } of results)
    process.stdout.write(`${id}  ${result.padEnd(7)}  control ${control ? 'leaks' : '-----'}  ${why}\n`)
  const count = (/** @type {string} */ wanted) =>
    results.filter((/** @type {{result: string}} */ { result }) => result === wanted).length
  for (const file of broken) process.stdout.write(`did not load: ${file}\n`)
  process.stdout.write(`evidence in ${evidence}\n`)
  process.stdout.write(`${count('pass')} pass, ${count('fail') + broken.length} fail, ${count('not run')} not run\n`)
  if (count('fail') + broken.length > 0 || results.length === 0) process.exitCode = 1
})
