/** Nonces for DPoP proofs: no state but a secret; each says when it was made. */

import { createHmac, timingSafeEqual } from 'node:crypto'

const windowMs = 5 * 60_000

/** A nonce for the window of five minutes in which `now` lies. */
export function nonceAt(secret: Uint8Array, now: Date): string {
  return nonceOf(secret, Math.floor(now.getTime() / windowMs))
}

/** Nonces of the present and the previous window are good. @see RFC 9449 section 8. */
export function isNonceCurrent(secret: Uint8Array, nonce: string, now: Date): boolean {
  const window = Math.floor(now.getTime() / windowMs)
  return [window, window - 1].some((candidate) => isEqual(nonceOf(secret, candidate), nonce))
}

function nonceOf(secret: Uint8Array, window: number): string {
  return createHmac('sha256', secret).update(`nonce/${window}`).digest('base64url')
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
