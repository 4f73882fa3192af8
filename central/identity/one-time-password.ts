/** One-time passwords of tokens, on otplib. */

import { generateSync } from 'otplib'

/** What a token computes. The counter of a TOTP token is the time step. */
export const tokenProfiles = {
  'totp-sha1': { algorithm: 'sha1', isTimeBased: true },
  'totp-sha256': { algorithm: 'sha256', isTimeBased: true },
  hotp: { algorithm: 'sha1', isTimeBased: false },
} as const
export type TokenProfile = keyof typeof tokenProfiles

export interface TokenSettings {
  readonly profile: TokenProfile
  readonly digits: number
}

/**
 * The one-time password for one counter value.
 *
 * @param seed At least 16 bytes (RFC 4226 section 4, R6).
 * @param counter Event counter or time step, not negative.
 * @returns Decimal digits, leading zeros kept.
 * @throws {RangeError} When the seed is too short or digits are not 6 to 8.
 * @see RFC 4226 section 5.3; RFC 6238 section 4.2.
 */
export function oneTimePassword(seed: Uint8Array, counter: bigint, { profile, digits }: TokenSettings): string {
  if (seed.length < 16) throw new RangeError('A seed has at least 16 bytes (RFC 4226 section 4, R6).')
  if (digits !== 6 && digits !== 7 && digits !== 8) throw new RangeError('A one-time password has 6 to 8 digits.')
  if (counter < 0n) throw new RangeError('A counter is not negative.')
  const { algorithm } = tokenProfiles[profile]
  // otplib takes the counter as number or bigint; its TOTP is HOTP over the time step, and the step is ours to choose.
  return generateSync({ strategy: 'hotp', secret: seed, counter: counter as unknown as number, digits, algorithm })
}

/** The time step of a moment (RFC 6238 section 4.2). @param unixSeconds Seconds since 1970, UTC. */
export function timeStep(unixSeconds: number, periodSeconds: number): bigint {
  return BigInt(Math.floor(unixSeconds / periodSeconds))
}
