/** One-time passwords of tokens: RFC 4226 and RFC 6238 on otplib, GM/T 0021 on our own code. */

import { generateSync } from 'otplib'
import { gmtOneTimePassword, gmtTimeStep } from './gmt-0021.ts'

/** What a token computes, and its usual period. The counter of a time-based token is the time step. */
export const tokenProfiles = {
  'totp-sha1': { family: 'oath', algorithm: 'sha1', isTimeBased: true, periodSeconds: 30 },
  'totp-sha256': { family: 'oath', algorithm: 'sha256', isTimeBased: true, periodSeconds: 30 },
  'totp-sha512': { family: 'oath', algorithm: 'sha512', isTimeBased: true, periodSeconds: 30 },
  hotp: { family: 'oath', algorithm: 'sha1', isTimeBased: false, periodSeconds: 30 },
  'gmt-2012-sm3': { family: 'gmt', algorithm: 'sm3', isTimeBased: true, periodSeconds: 60 },
  'gmt-2012-sm4': { family: 'gmt', algorithm: 'sm4', isTimeBased: true, periodSeconds: 60 },
  // Provisional, see gmt-0021.ts.
  'gmt-2023-hmac-sm3': { family: 'gmt', algorithm: 'hmac-sm3', isTimeBased: true, periodSeconds: 60 },
} as const
export type TokenProfile = keyof typeof tokenProfiles

export const tokenProfileNames = Object.keys(tokenProfiles) as [TokenProfile, ...TokenProfile[]]

export interface TokenSettings {
  readonly profile: TokenProfile
  readonly digits: number
}

/**
 * The one-time password for one counter value. A GM/T token computes it from the time step alone.
 *
 * @param seed At least 16 bytes (RFC 4226 section 4, R6).
 * @param counter Event counter or time step, not negative.
 * @returns Decimal digits, leading zeros kept.
 * @throws {RangeError} When the seed is too short or digits are not 6 to 8.
 * @see RFC 4226 section 5.3; RFC 6238 section 4.2; GM/T 0021-2012.
 */
export function oneTimePassword(seed: Uint8Array, counter: bigint, { profile, digits }: TokenSettings): string {
  if (seed.length < 16) throw new RangeError('A seed has at least 16 bytes (RFC 4226 section 4, R6).')
  if (digits !== 6 && digits !== 7 && digits !== 8) throw new RangeError('A one-time password has 6 to 8 digits.')
  if (counter < 0n) throw new RangeError('A counter is not negative.')
  const { family, algorithm } = tokenProfiles[profile]
  if (family === 'gmt') return gmtOneTimePassword(seed, { timeStep: counter }, { algorithm, digits })
  // otplib takes the counter as number or bigint; its TOTP is HOTP over the time step, and the step is ours to choose.
  return generateSync({ strategy: 'hotp', secret: seed, counter: counter as unknown as number, digits, algorithm })
}

/** The time step of a moment (RFC 6238 section 4.2). @param unixSeconds Seconds since 1970, UTC. */
export function timeStep(unixSeconds: number, periodSeconds: number): bigint {
  return BigInt(Math.floor(unixSeconds / periodSeconds))
}

/** The time step of a token. @throws {RangeError} When the token's scheme does not allow its period. */
export function tokenStep(
  unixSeconds: number,
  { profile, periodSeconds }: { readonly profile: TokenProfile; readonly periodSeconds: number },
): bigint {
  const stepOf = tokenProfiles[profile].family === 'gmt' ? gmtTimeStep : timeStep
  return stepOf(unixSeconds, periodSeconds)
}
