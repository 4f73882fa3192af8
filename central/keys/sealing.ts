/** Authenticated encryption of small things at rest. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/**
 * Seals bytes under a 32-byte key: nonce, ciphertext, tag.
 *
 * @param context Additional authenticated data: says what this is and whose; the same must be given to unseal.
 * @see NIST SP 800-38D (AES-GCM), 96-bit random nonce.
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** @throws {Error} When key, context or any byte is not what it was. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const body = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(context)).setAuthTag(body.subarray(body.length - tagBytes))
  const plaintext = decipher.update(body.subarray(nonceBytes, body.length - tagBytes))
  // A stream cipher has nothing left over; this throws unless the tag fits, and only then the plaintext is handed out.
  decipher.final()
  return plaintext
}
