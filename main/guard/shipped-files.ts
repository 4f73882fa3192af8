/**
 * The program's own files against the list that was signed when it was built. What Electron loads of ours (`resources`) is
 * hashed at once, the large rest beside the start; both before a window is shown.
 */

import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { StartRefusal } from './judge-start.ts'

export const manifestFile = 'resources/build-manifest.json'
export const signatureFile = 'resources/build-manifest.sig'

/** Signed by the key in this program, therefore believed as it stands. */
interface Manifest {
  readonly format: 1
  readonly kind: 'release' | 'trial'
  /** SHA-256 of every shipped file but these two, hex, by path with slashes. */
  readonly files: Readonly<Record<string, string>>
}

export interface FileHash {
  readonly path: string
  readonly sha256: string
}

export type FirstLook =
  | { readonly refusal: StartRefusal }
  | { readonly buildId: string; readonly isRelease: boolean; readonly unchecked: readonly FileHash[] }

/**
 * Signature, missing and extra files, and the hashes of our own.
 *
 * @param root Folder of the executable.
 * @param key Ed25519 public key, SPKI, base64.
 */
export function lookAtFiles(root: string, key: string): FirstLook {
  const opened = openManifest(root, key)
  if (!('manifest' in opened)) return { refusal: opened }
  const { manifest, buildId } = opened
  const expected = new Map(Object.entries(manifest.files))
  const found = new Set(listFiles(root).filter((path) => path !== manifestFile && path !== signatureFile))
  const odd = [
    ...[...found].filter((path) => !expected.has(path)).map((path) => `extra:${path}`),
    ...[...expected.keys()].filter((path) => !found.has(path)).map((path) => `missing:${path}`),
  ]
  if (odd.length > 0) return { refusal: refusal(odd) }

  const hashes = [...expected].map(([path, sha256]) => ({ path, sha256 }))
  const ours = hashes.filter(({ path }) => path.startsWith('resources/'))
  const altered = ours.filter(({ path, sha256 }) => hashFile(join(root, path)) !== sha256)
  if (altered.length > 0) return { refusal: alteredFiles(altered) }
  const unchecked = hashes.filter(({ path }) => !path.startsWith('resources/'))
  return { buildId, isRelease: manifest.kind === 'release', unchecked }
}

/** The refusal that names files whose content is another than the signed one. */
export function alteredFiles(altered: readonly FileHash[]): StartRefusal {
  return refusal(altered.map(({ path }) => `altered:${path}`))
}

function openManifest(root: string, key: string): { manifest: Manifest; buildId: string } | StartRefusal {
  const text = readIfThere(join(root, manifestFile))
  const signature = readIfThere(join(root, signatureFile))
  if (!text) return refusal([`missing:${manifestFile}`])
  if (!signature) return refusal([`missing:${signatureFile}`])
  if (!isSigned(text, signature.toString('utf8'), key)) return refusal([`unsigned:${manifestFile}`])
  const manifest = JSON.parse(text.toString('utf8')) as Manifest
  return { manifest, buildId: `${manifest.kind}-${createHash('sha256').update(text).digest('hex')}` }
}

function isSigned(text: Buffer, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return verify(null, text, publicKey, Buffer.from(signature.trim(), 'base64'))
  } catch {
    return false
  }
}

/** Every file below a folder, with slashes; what is neither file nor folder counts as a file, so that it stands out. */
function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? listFiles(root, path.split(sep).join('/')) : [path]
  })
}

function hashFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

function refusal(names: readonly string[]): StartRefusal {
  return { kind: 'files', names: names.slice(0, 10).map((name) => name.slice(0, 200)) }
}
