import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withNodeOnPath } from './node-runtime.mjs'
import { npm } from './run.mjs'

/** What in package.json decides which packages are installed; a changed script needs no new installation. */
const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides', 'allowScripts']

/**
 * A hash that changes whenever `npm ci` would install something else.
 *
 * @param {{ manifest: string, lock: string }} files The texts of package.json and package-lock.json.
 * @returns {string}
 */
export function dependenciesHash({ manifest, lock }) {
  const parsed = JSON.parse(manifest)
  const relevant = FIELDS.map((field) => [field, parsed[field] ?? null])
  return createHash('sha256').update(JSON.stringify(relevant)).update('\0').update(lock).digest('hex')
}

/**
 * Installs the dependencies exactly as locked, unless they already are.
 *
 * @param {string} root The checkout.
 * @param {string} node The Node that runs npm and the packages' install scripts.
 * @returns {Promise<{ isInstalledNow: boolean }>}
 */
export async function ensureDependencies(root, node) {
  const stamp = join(root, 'node_modules', '.setup-stamp')
  const wanted = dependenciesHash({
    manifest: readFileSync(join(root, 'package.json'), 'utf8'),
    lock: readFileSync(join(root, 'package-lock.json'), 'utf8'),
  })
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { isInstalledNow: false }

  await npm(['ci', '--no-audit', '--no-fund'], { cwd: root, env: withNodeOnPath(node, process.env), node })
  writeFileSync(stamp, wanted)
  return { isInstalledNow: true }
}
