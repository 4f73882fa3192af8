/**
 * `npm run package`: the unpacked build of the client in dist/. On the stand-in runtime it is for trying the packaging
 * only: the app says so on its login screen, and it is never released.
 */

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { withNodeOnPath } from './setup/node-runtime.mjs'
import { run, runMain, say } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

await runMain(async () => {
  const { root, node, electron } = await setUp({ headless: true })
  const options = { cwd: root, env: withNodeOnPath(node, process.env) }
  await run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], options)

  // The runtime without the minimal app that tests put into it.
  const runtime = mkdtempSync(join(tmpdir(), 'electron-runtime-'))
  try {
    cpSync(dirname(electron.executable), runtime, { recursive: true, verbatimSymlinks: true })
    rmSync(join(runtime, 'resources', 'app'), { recursive: true, force: true })
    const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
    const runtimeArgs = [`-c.electronDist=${runtime}`, `-c.electronVersion=${electron.version}`]
    await run(node, [builder, '--dir', '--publish', 'never', ...runtimeArgs], options)
  } finally {
    rmSync(runtime, { recursive: true, force: true })
  }
  say(
    `unpacked build in dist/${electron.isFallback ? ', on the stand-in runtime: for tests only, never to be released' : ''}`,
  )
})
