/** `npm run --silent cqw -- …`: runs the command-line tool on the Node that the project needs. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureNode } from './setup/node-runtime.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { node } = await ensureNode()
await ensureDependencies(root, node)
const tool = fileURLToPath(new URL('../central/cli/cqw.ts', import.meta.url))
const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', tool, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 2
