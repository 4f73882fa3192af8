import { expect, test } from 'vitest'
import { oneTimePassword, timeStep, tokenStep } from '#central/identity/one-time-password.ts'
import vectors from '#test/fixtures/one-time-passwords.json' with { type: 'json' }

const { secretAscii, counter0to9 } = vectors.hotp_rfc4226

test.each(counter0to9.map((code, counter) => ({ counter, code })))(
  'RFC 4226 appendix D: counter $counter gives $code',
  ({ counter, code }) => {
    expect(oneTimePassword(Buffer.from(secretAscii), BigInt(counter), { profile: 'hotp', digits: 6 })).toBe(code)
  },
)

// Appendix B repeats the ten digits to the length of the hash: 20 bytes for SHA-1, 32 for SHA-256, 64 for SHA-512.
const seeds = {
  'totp-sha1': '12345678901234567890',
  'totp-sha256': '12345678901234567890123456789012',
  'totp-sha512': '1234567890123456789012345678901234567890123456789012345678901234',
} as const
const rows = vectors.totp_rfc6238.rows.flatMap(({ unix, sha1, sha256, sha512 }) => [
  { unix, profile: 'totp-sha1', code: sha1 } as const,
  { unix, profile: 'totp-sha256', code: sha256 } as const,
  { unix, profile: 'totp-sha512', code: sha512 } as const,
])

test.each(rows)('RFC 6238 appendix B: $profile at $unix gives $code', ({ unix, profile, code }) => {
  expect(oneTimePassword(Buffer.from(seeds[profile]), timeStep(unix, 30), { profile, digits: 8 })).toBe(code)
})

test('a seed below 128 bits is refused', () => {
  expect(() => oneTimePassword(Buffer.alloc(15), 0n, { profile: 'hotp', digits: 6 })).toThrow(RangeError)
})

test('a GM/T token has no steps above a minute, a TOTP token may', () => {
  expect(() => tokenStep(59, { profile: 'gmt-2012-sm3', periodSeconds: 61 })).toThrow(RangeError)
  expect(tokenStep(122, { profile: 'totp-sha1', periodSeconds: 61 })).toBe(2n)
})
