import { createHash, createPublicKey, verify } from 'node:crypto'
import type { NotePrimitives } from '#contract/rules/checkpoint.ts'

/** DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** What the log's rules need from the platform, on node:crypto. */
export const notePrimitives: NotePrimitives = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  utf8: (text) => Buffer.from(text),
  fromBase64,
  toBase64: (bytes) => Buffer.from(bytes).toString('base64'),
  isSignedBy: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  },
}

function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new RangeError('Not base64.')
  return bytes
}
