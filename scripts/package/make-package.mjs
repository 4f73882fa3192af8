import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withNodeOnPath } from '#scripts/setup/node-runtime.mjs'
import { run, SetUpError } from '#scripts/setup/run.mjs'
import { builderConfig } from './builder-config.mjs'
import { setFuses } from './fuses.mjs'
import { signFiles } from './sign-files.mjs'

/**
 * Builds, packs, sets the fuses and, for production, signs.
 *
 * @param {object} order
 * @param {string} order.root The checkout.
 * @param {string} order.node
 * @param {import('./fuses.mjs').BuildKind} order.kind
 * @param {string} order.version
 * @param {{ folder: string, version: string }} order.runtime
 * @param {ReturnType<typeof import('./build-key.mjs').openBuildKey>} order.key
 * @param {boolean} order.isTrial
 * @returns {Promise<string>} What was made, for the person.
 */
export async function makePackage({ root, node, kind, version, runtime, key, isTrial }) {
  const built = join('out', 'package', kind)
  const output = join('dist', kind)
  for (const folder of [built, output]) rmSync(join(root, folder), { recursive: true, force: true })
  const env = {
    ...withNodeOnPath(node, process.env),
    CQW_BUILD_KIND: kind,
    CQW_BUILD_FOLDER: built,
    CQW_BUILD_KEY: kind === 'production' ? key.publicKey : '',
  }
  await run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], { cwd: root, env })

  // Loaded here, for it is installed by the set-up that runs before.
  const { build } = await import('electron-builder')
  await build({ projectDir: root, dir: true, config: builderConfig({ kind, built, output, runtime }) })
  const folder = join(root, output, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked')
  const [executable] = globSync(join(folder, 'credit-query-workstation*'))
  if (!executable) throw new SetUpError(`There is no program in ${folder}.`)
  const fuses = setFuses(executable, kind)
  const made = `${kind} build in ${folder}, fuses ${fuses}`
  if (kind === 'test') return `${made}, not signed`

  const { privateKey } = key
  const id = await signFiles(folder, {
    kind: isTrial ? 'trial' : 'release',
    version,
    electron: runtime.version,
    privateKey,
  })
  return `${made}\nbuild id: ${id}`
}
