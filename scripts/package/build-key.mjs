import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SetUpError } from '#scripts/setup/run.mjs'

/**
 * The key that signs the list of shipped files: `CQW_BUILD_SIGNING_KEY_FILE` names it (Ed25519, PKCS #8, PEM). Without one
 * a key is made for this run and thrown away: the package starts, and is marked as a trial.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ privateKey: import('node:crypto').KeyObject, publicKey: string, isThrowaway: boolean }} `publicKey`: SPKI, DER, base64.
 * @throws {SetUpError} When the file is not such a key.
 */
export function openBuildKey(env) {
  const file = env.CQW_BUILD_SIGNING_KEY_FILE
  const privateKey = file ? readKey(file) : generateKeyPairSync('ed25519').privateKey
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return { privateKey, publicKey, isThrowaway: !file }
}

/** @param {string} file */
function readKey(file) {
  try {
    const key = createPrivateKey(readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below.
  }
  throw new SetUpError(`${file} is not an Ed25519 private key in PEM.`)
}
