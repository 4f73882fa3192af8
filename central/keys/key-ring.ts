/** The service's own keys. They lie in a file beside the service, never in the database; an HSM may stand behind this. */

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'

const KeyFile = z.strictObject({
  format: z.literal(1),
  /** 32 random bytes from which the sealing keys are derived. */
  root: z.base64().length(44),
  /** The log's Ed25519 private key, PKCS #8 in base64. */
  logPrivateKey: z.base64(),
})

export interface KeyRing {
  /** 32 bytes for one use; purposes never share a key. */
  readonly sealing: (
    use: 'seed' | 'subject' | 'subject-lookup' | 'page-key' | 'scan' | 'staff-lookup' | 'item-sample',
  ) => Uint8Array
  readonly logPrivateKey: KeyObject
  /** Raw 32-byte Ed25519 public key. */
  readonly logPublicKey: Uint8Array
}

/** Reads the key file; makes one at the very first start. */
export async function openKeyRing(file: string): Promise<KeyRing> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return createKeyFile(file)
    throw error
  })
  const { root, logPrivateKey } = KeyFile.parse(JSON.parse(content))
  const privateKey = createPrivateKey({ key: Buffer.from(logPrivateKey, 'base64'), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    sealing: (use) => new Uint8Array(hkdfSync('sha256', Buffer.from(root, 'base64'), '', `cqw/1/${use}`, 32)),
    logPrivateKey: privateKey,
    logPublicKey: new Uint8Array(spki.subarray(-32)),
  }
}

async function createKeyFile(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const content = JSON.stringify({
    format: 1,
    root: randomBytes(32).toString('base64'),
    logPrivateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  })
  await mkdir(dirname(file), { recursive: true })
  // `wx`: two services starting at once must not end up with different keys.
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await chmod(file, 0o600)
  return content
}
