/**
 * The 64 bits that carry a view id on every page: 32 bits of id, 4 check bits, 28 of the extended BCH code (64, 36), whose
 * words differ in at least 12 places.
 *
 * @see Lin and Costello, Error Control Coding, appendix C: BCH (63, 36), t = 5, over GF(2^6) with x^6 + x + 1.
 */

export const markBits = 64
export const informationBits = 36
const parityBits = 27
/** The generator of BCH (63, 36), octal 1033500423: coefficients of x^27 down to x^0. */
const generator = 0o1033500423
/** x^4 + x + 1. */
const checkPolynomial = 0b10011

/** @param viewId An unsigned 32-bit number. @returns 64 bits, information first, most significant first. */
export function encodeViewId(viewId: number): Uint8Array {
  const information = informationOf(viewId)
  return encodeInformation(information)
}

/** @returns The word of 36 information bits: they, 27 parity bits, one overall parity bit. */
export function encodeInformation(information: Uint8Array): Uint8Array {
  let remainder = 0
  for (const bit of information) {
    const top = (remainder >>> (parityBits - 1)) & 1
    remainder = (remainder << 1) & (2 ** parityBits - 1)
    if (top !== bit) remainder ^= generator & (2 ** parityBits - 1)
  }
  const word = new Uint8Array(markBits)
  word.set(information)
  for (let index = 0; index < parityBits; index += 1)
    word[informationBits + index] = (remainder >>> (parityBits - 1 - index)) & 1
  word[markBits - 1] = word.reduce((sum, bit) => sum ^ bit, 0)
  return word
}

/** @returns The view id of 36 information bits; `undefined` when its check bits are others. */
export function viewIdOf(information: Uint8Array): number | undefined {
  let viewId = 0
  for (let index = 0; index < 32; index += 1) viewId = viewId * 2 + (information[index] ?? 0)
  return informationOf(viewId).every((bit, index) => bit === information[index]) ? viewId : undefined
}

function informationOf(viewId: number): Uint8Array {
  const bits = Uint8Array.from({ length: informationBits }, (_, index) =>
    index < 32 ? (viewId >>> (31 - index)) & 1 : 0,
  )
  const rest = bits.slice()
  for (let index = 0; index < 32; index += 1)
    if (rest[index] === 1)
      for (let power = 0; power <= 4; power += 1)
        rest[index + power] = (rest[index + power] ?? 0) ^ ((checkPolynomial >>> (4 - power)) & 1)
  bits.set(rest.subarray(32), 32)
  return bits
}
