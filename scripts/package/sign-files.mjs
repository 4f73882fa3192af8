import { createHash, sign } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { hashFile } from '#scripts/setup/npm-tarball.mjs'

const MANIFEST = join('resources', 'build-manifest.json')
const SIGNATURE = join('resources', 'build-manifest.sig')

/**
 * Writes the signed list of every file of a finished package into it; the program checks it at its start.
 *
 * @param {string} folder The unpacked package.
 * @param {{ kind: 'release' | 'trial', version: string, electron: string, privateKey: import('node:crypto').KeyObject }} build
 * @returns {Promise<string>} The build id that services are told to let in.
 */
export async function signFiles(folder, { kind, version, electron, privateKey }) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path !== MANIFEST && path !== SIGNATURE)
    .sort()
  /** @type {Record<string, string>} */
  const files = {}
  for (const path of paths)
    files[path.split(sep).join('/')] = await hashFile(join(folder, path), { algorithm: 'sha256', encoding: 'hex' })

  const text = Buffer.from(`${JSON.stringify({ format: 1, kind, version, electron, files }, null, 1)}\n`)
  writeFileSync(join(folder, MANIFEST), text)
  writeFileSync(join(folder, SIGNATURE), `${sign(null, text, privateKey).toString('base64')}\n`)
  return `${kind}-${createHash('sha256').update(text).digest('hex')}`
}
