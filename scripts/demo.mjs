/**
 * `npm run demo`: set-up, head-office service, enrolment of this machine, and the client on its login screen.
 *
 *   node scripts/demo.mjs               on this desktop
 *   node scripts/demo.mjs --headless    on a screen nobody sees; plays the main job and leaves pictures in out/demo
 *   node scripts/demo.mjs --language en the screens in English
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronEnvironment } from './setup/electron-runtime.mjs'
import { withNodeOnPath } from './setup/node-runtime.mjs'
import { runMain } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  const args = process.argv.slice(2)
  const { root, node, electron } = await setUp({ headless: args.includes('--headless') })
  const env = { ...withNodeOnPath(node, process.env), ...electronEnvironment(electron) }
  const child = spawn(node, [join(root, 'scripts', 'demo', 'demo.ts'), ...args], { cwd: root, env, stdio: 'inherit' })
  // Ctrl+C reaches the child by itself; it ends in order, and we with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
})
