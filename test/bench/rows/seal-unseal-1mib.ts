import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { seal, unseal } from '#central/keys/sealing.ts'
import type { Row } from '#test/bench/harness.ts'

const bytes = 1024 * 1024
const repetitions = 150

/** What sealing adds to the cipher: nonce, context, tag, one piece of bytes. */
export const sealUnseal: Row = {
  name: 'seal-unseal-1mib',
  unit: 'µs',
  against: 'AES-256-GCM of node:crypto alone, 1 MiB encrypted and decrypted',
  reach: 1.2,
  better: 'lower',
  rounds: { full: 21, quick: 7 },
  async prepare() {
    const key = randomBytes(32)
    const plaintext = randomBytes(bytes)
    return {
      ours: async () => microsecondsEach(() => unseal(key, seal(key, plaintext, 'bench/1'), 'bench/1')),
      reference: async () => microsecondsEach(() => encryptAndDecrypt(key, plaintext)),
      end: async () => undefined,
    }
  },
}

function encryptAndDecrypt(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(cipher.getAuthTag())
  const opened = decipher.update(ciphertext)
  decipher.final()
  return opened
}

function microsecondsEach(once: () => Uint8Array): number {
  const started = performance.now()
  for (let index = 0; index < repetitions; index += 1) {
    if (once().length !== bytes) throw new Error('What was sealed did not come back.')
  }
  return ((performance.now() - started) * 1000) / repetitions
}
