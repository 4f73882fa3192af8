/** The text of a QR code from which an authenticator takes a seed (Key URI Format of Google Authenticator). */

export interface OtpauthLabel {
  readonly profile: 'totp-sha1' | 'totp-sha256' | 'hotp'
  readonly account: string
}

const issuer = '征信查询工作站'

export function otpauthUri(seed: Uint8Array, { profile, account }: OtpauthLabel): string {
  const isClocked = profile !== 'hotp'
  const parameters = new URLSearchParams({
    secret: base32(seed),
    issuer,
    algorithm: profile === 'totp-sha256' ? 'SHA256' : 'SHA1',
    digits: '6',
    ...(isClocked ? { period: '30' } : { counter: '0' }),
  })
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  // Some scanners take a plus sign for itself.
  return `otpauth://${isClocked ? 'totp' : 'hotp'}/${label}?${parameters.toString().replaceAll('+', '%20')}`
}

/** RFC 4648 section 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((part) => alphabet[Number.parseInt(part.padEnd(5, '0'), 2)]).join('')
}
