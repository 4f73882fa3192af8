/** A device key's fingerprint, short enough to be compared by phone. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const groups = 6
const groupDigits = 4

/**
 * Six groups of four decimal digits, 79 bits: to find another key with the same ones takes 2^79 tries.
 *
 * @param thumbprint RFC 7638, SHA-256, base64url.
 * @throws {RangeError} When it is none.
 */
export function keyFingerprint(thumbprint: string): string {
  if (!/^[\w-]{43}$/.test(thumbprint)) throw new RangeError('Not the thumbprint of a key.')
  let number = 0n
  for (const letter of thumbprint) number = (number << 6n) | BigInt(alphabet.indexOf(letter))
  // 43 characters hold 258 bits; the last two are padding.
  const digits = String((number >> 2n) % 10n ** BigInt(groups * groupDigits)).padStart(groups * groupDigits, '0')
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}
