/**
 * `npm run bench`: set-up, then every measurement against its floor, both in the same run.
 *
 *   node scripts/bench.mjs                     all rows
 *   node scripts/bench.mjs --quick             fewer rounds, smaller amounts
 *   node scripts/bench.mjs --only NAME         one row
 *   node scripts/bench.mjs --json FILE         the figures in a file as well
 *
 * It measures and does not judge: an aim that is missed is said in the table and changes no exit code.
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronEnvironment } from './setup/electron-runtime.mjs'
import { withNodeOnPath } from './setup/node-runtime.mjs'
import { runMain } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  const args = process.argv.slice(2)
  const { root, node, electron } = await setUp({ headless: true })
  const env = { ...withNodeOnPath(node, process.env), ...electronEnvironment(electron) }
  const child = spawn(node, [join(root, 'test', 'bench', 'bench.ts'), ...args], { cwd: root, env, stdio: 'inherit' })
  // Ctrl+C reaches the child by itself; it ends in order, and we with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
})
