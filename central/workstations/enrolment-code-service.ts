/** Enrolment codes: 80 random bits in Crockford base 32, of which the service keeps the hash. */

import { createHash, randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function makeEnrolmentCode(): string {
  return Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('')
}

/** The service keeps only this of a code. */
export function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest()
}
