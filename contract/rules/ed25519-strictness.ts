/**
 * What a public key and a signature must be before Ed25519 is asked. Libraries disagree about crafted ones: some take keys
 * of small order, under which one signature fits every message. With these excluded each library that compares encodings
 * (OpenSSL, BoringSSL) comes to the same verdict.
 *
 * @see RFC 8032 sections 5.1.3 and 5.1.7.
 */

const keyBytes = 32
const signatureBytes = 64

/** p = 2^255 - 19, little-endian. */
const fieldPrime = [0xed, ...Array<number>(30).fill(0xff), 0x7f]

/** L = 2^252 + 27742317777372353535851937790883648493, the order of the base point, little-endian. */
const groupOrder = [
  ...[0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10],
]

/** y of the points whose order divides 8, in hexadecimal, little-endian, without the sign of x. */
const smallOrderHeights = new Set([
  // order 4, then 1, then 2
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  // order 8
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/** Whether the key is encoded as it must be and is not one of the few that vouch for everything. */
export function isAcceptableKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== keyBytes) return false
  const height = withoutSign(publicKey)
  return isBelow(height, fieldPrime) && !smallOrderHeights.has(hexOf(height))
}

/** Whether the second half of the signature is a number below the group's order; otherwise a signature has twins. */
export function isCanonicalSignature(signature: Uint8Array): boolean {
  return signature.length === signatureBytes && isBelow([...signature.slice(keyBytes)], groupOrder)
}

function withoutSign(point: Uint8Array): number[] {
  return [...point].map((byte, index) => (index === keyBytes - 1 ? byte & 0x7f : byte))
}

function isBelow(bytes: readonly number[], limit: readonly number[]): boolean {
  const at = bytes.findLastIndex((byte, index) => byte !== limit[index])
  return at >= 0 && (bytes[at] ?? 0) < (limit[at] ?? 0)
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
