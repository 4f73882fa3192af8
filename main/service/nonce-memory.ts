import type { Clock } from '#main/clock.ts'

/** The service keeps a nonce for five minutes at least; an old one would be recorded as a refused proof. */
const usableMs = 4 * 60_000

/** The nonce the service last gave out (RFC 9449 section 8). */
export interface NonceMemory {
  current(): string | undefined
  notice(nonce: string): void
}

export function createNonceMemory(clock: Clock): NonceMemory {
  let last: { nonce: string; at: number } | undefined
  return {
    current: () => (last !== undefined && clock() - last.at < usableMs ? last.nonce : undefined),
    notice: (nonce) => {
      last = { nonce, at: clock() }
    },
  }
}
