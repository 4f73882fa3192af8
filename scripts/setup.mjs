/**
 * Puts in place what the project needs on this machine: system packages, Node, dependencies, an Electron to run.
 *
 *   node scripts/setup.mjs               everything
 *   node scripts/setup.mjs --no-headless  the same for a desktop: without the screen nobody sees
 *   eval "$(node scripts/setup.mjs env)"  Node on this shell's PATH
 *
 * Runs on Node 20, before anything is installed.
 */

import { dirname } from 'node:path'
import { ensureNode } from './setup/node-runtime.mjs'
import { runMain } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

/** @param {readonly string[]} args */
async function main(args) {
  if (args.includes('env')) {
    const { node } = await ensureNode()
    process.stdout.write(`export PATH="${dirname(node)}:$PATH"\n`)
    return
  }
  await setUp({ headless: !args.includes('--no-headless') })
}

await runMain(() => main(process.argv.slice(2)))
