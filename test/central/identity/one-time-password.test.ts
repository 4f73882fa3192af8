import { expect, test } from 'vitest'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import vectors from '#test/fixtures/one-time-passwords.json' with { type: 'json' }

const { secretAscii, counter0to9 } = vectors.hotp_rfc4226

test.each(counter0to9.map((code, counter) => ({ counter, code })))(
  'RFC 4226 appendix D: counter $counter gives $code',
  ({ counter, code }) => {
    expect(oneTimePassword(Buffer.from(secretAscii), BigInt(counter), { profile: 'hotp', digits: 6 })).toBe(code)
  },
)

// Appendix B repeats the ten digits to the block the hash asks for: 20 bytes for SHA-1, 32 for SHA-256.
const seeds = { 'totp-sha1': '12345678901234567890', 'totp-sha256': '12345678901234567890123456789012' } as const
const rows = vectors.totp_rfc6238.rows.flatMap(({ unix, sha1, sha256 }) => [
  { unix, profile: 'totp-sha1', code: sha1 } as const,
  { unix, profile: 'totp-sha256', code: sha256 } as const,
])

test.each(rows)('RFC 6238 appendix B: $profile at $unix gives $code', ({ unix, profile, code }) => {
  expect(oneTimePassword(Buffer.from(seeds[profile]), timeStep(unix, 30), { profile, digits: 8 })).toBe(code)
})

test('a seed below 128 bits is refused', () => {
  expect(() => oneTimePassword(Buffer.alloc(15), 0n, { profile: 'hotp', digits: 6 })).toThrow(RangeError)
})
