import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPin, ocraResponse, parseOcraSuite } from '#central/identity/ocra.ts'
import vectors from '#test/fixtures/ocra-rfc6287.json' with { type: 'json' }

interface Row {
  readonly challenge: string
  readonly code: string
  readonly counter?: number
  readonly pin?: string
  readonly timeStep?: number
}

const rows = vectors.groups.flatMap(({ group, suite, rows }) =>
  rows.map((row: Row) => ({ group, suiteText: suite, ...row })),
)

test('the appendix has 70 vectors', () => expect(rows).toHaveLength(70))

test.each(rows)(
  'RFC 6287 appendix C, $group: $suiteText, Q $challenge gives $code',
  ({ suiteText, challenge, counter, pin, timeStep, code }) => {
    const suite = parseOcraSuite(suiteText)
    const key = Buffer.from(vectors.keysAscii[suite.hash.toUpperCase() as keyof typeof vectors.keysAscii])
    const input = {
      challenge,
      counter: counter === undefined ? undefined : BigInt(counter),
      pinHash: pin === undefined ? undefined : hashPin(suite, pin),
      timeStep: timeStep === undefined ? undefined : BigInt(timeStep),
    }
    expect(ocraResponse(key, suite, input)).toBe(code)
  },
)

const plain = {
  hash: 'sha1',
  digits: 6,
  hasCounter: false,
  challengeFormat: 'N',
  challengeLength: 8,
  pinHash: undefined,
  sessionBytes: undefined,
  stepSeconds: undefined,
}
test.each([
  { text: 'OCRA-1:HOTP-SHA1-6:QN08', says: {} },
  {
    text: 'OCRA-1:HOTP-SHA512-0:C-QA64-PSHA256-S512-T48H',
    says: {
      hash: 'sha512',
      digits: 0,
      hasCounter: true,
      challengeFormat: 'A',
      challengeLength: 64,
      pinHash: 'sha256',
      sessionBytes: 512,
      stepSeconds: 172_800,
    },
  },
  {
    text: 'OCRA-1:HOTP-SHA256-10:QH04-S064-T59S',
    says: {
      hash: 'sha256',
      digits: 10,
      challengeFormat: 'H',
      challengeLength: 4,
      sessionBytes: 64,
      stepSeconds: 59,
    },
  },
  { text: 'OCRA-1:HOTP-SHA1-4:QN08-T20M', says: { digits: 4, stepSeconds: 1200 } },
])('$text is understood', ({ text, says }) => {
  expect(parseOcraSuite(text)).toEqual({ ...plain, text, ...says })
})

test.each([
  ['', 'empty'],
  ['OCRA-2:HOTP-SHA1-6:QN08', 'another version'],
  ['ocra-1:HOTP-SHA1-6:QN08', 'small letters'],
  ['OCRA-1:TOTP-SHA1-6:QN08', 'another function'],
  ['OCRA-1:HOTP-MD5-6:QN08', 'another hash'],
  ['OCRA-1:HOTP-SHA1-3:QN08', 'three digits'],
  ['OCRA-1:HOTP-SHA1-11:QN08', 'eleven digits'],
  ['OCRA-1:HOTP-SHA1-06:QN08', 'digits with a zero before'],
  ['OCRA-1:HOTP-SHA1-6', 'no data'],
  ['OCRA-1:HOTP-SHA1-6:C', 'no challenge'],
  ['OCRA-1:HOTP-SHA1-6:QN08-C', 'the counter after the challenge'],
  ['OCRA-1:HOTP-SHA1-6:QX08', 'another format'],
  ['OCRA-1:HOTP-SHA1-6:QN8', 'a length of one digit'],
  ['OCRA-1:HOTP-SHA1-6:QN03', 'a challenge of three'],
  ['OCRA-1:HOTP-SHA1-6:QN65', 'a challenge of 65'],
  ['OCRA-1:HOTP-SHA1-6:QN08-PMD5', 'another hash of the PIN'],
  ['OCRA-1:HOTP-SHA1-6:QN08-S64', 'a session length of two digits'],
  ['OCRA-1:HOTP-SHA1-6:QN08-S000', 'session information of no length'],
  ['OCRA-1:HOTP-SHA1-6:QN08-S513', 'session information of 513 bytes'],
  ['OCRA-1:HOTP-SHA1-6:QN08-T0M', 'a step of nothing'],
  ['OCRA-1:HOTP-SHA1-6:QN08-T60S', 'a step of 60 seconds, which is 1M'],
  ['OCRA-1:HOTP-SHA1-6:QN08-T49H', 'a step of 49 hours'],
  ['OCRA-1:HOTP-SHA1-6:QN08-T1D', 'a step in days'],
  ['OCRA-1:HOTP-SHA1-6:QN08-T1M-S064', 'time before session'],
  ['OCRA-1:HOTP-SHA1-6:QN08 ', 'a space after it'],
  ['OCRA-1:HOTP-SHA1-6:QN08\n', 'a line end after it'],
])('%j is no suite: %s', (text) => {
  expect(() => parseOcraSuite(text)).toThrow(RangeError)
})

test('any text is a suite that says itself again, or a RangeError', () => {
  const part = fc.constantFrom('OCRA-1', 'HOTP', 'SHA1', '6', 'C', 'QN08', 'PSHA1', 'S064', 'T1M', ':', '-', '0')
  const text = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (given) => {
      try {
        expect(parseOcraSuite(given).text).toBe(given)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
  )
})

const key = Buffer.from('12345678901234567890')
const respond = (suite: string, input: Parameters<typeof ocraResponse>[2], withKey: Uint8Array = key) =>
  ocraResponse(withKey, parseOcraSuite(suite), input)

test.each([
  { format: 'A', digits: 8 },
  { format: 'A', digits: 10 },
  { format: 'H', digits: 8 },
  { format: 'H', digits: 0 },
])('a code for one challenge is none for another: Q$format, $digits digits', ({ format, digits }) => {
  const challenge = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 })
  const suite = `OCRA-1:HOTP-SHA256-${digits}:Q${format}16`
  fc.assert(
    fc.property(challenge, challenge, (one, other) => {
      fc.pre(one !== other)
      expect(respond(suite, { challenge: one })).not.toBe(respond(suite, { challenge: other }))
    }),
  )
})

test('a numeric challenge cannot be told from sixteen times its value, as the RFC pads it', () => {
  const suite = 'OCRA-1:HOTP-SHA1-10:QN08'
  expect(respond(suite, { challenge: '01111111' })).toBe(respond(suite, { challenge: '17777776' }))
  expect(respond(suite, { challenge: '01111111' })).not.toBe(respond(suite, { challenge: '01111112' }))
})

test('every part of the input changes the code', () => {
  const suite = parseOcraSuite('OCRA-1:HOTP-SHA1-10:C-QA08-PSHA1-S064-T1M')
  const input = {
    challenge: 'abcdefgh',
    counter: 1n,
    pinHash: hashPin(suite, '1234'),
    session: Buffer.from('a'),
    timeStep: 1n,
  }
  const changes = [
    {},
    { challenge: 'abcdefgi' },
    { counter: 2n },
    { pinHash: hashPin(suite, '1235') },
    { session: Buffer.from('b') },
    { timeStep: 2n },
  ]
  expect(new Set(changes.map((change) => ocraResponse(key, suite, { ...input, ...change })))).toHaveLength(6)
})

test('a suite of no digits answers with the whole HMAC', () => {
  // Computed by a second implementation.
  expect(respond('OCRA-1:HOTP-SHA1-0:QN08', { challenge: '12345678' })).toBe('20c95bc9c4f0508d274e75f3e6e8067cbe44c182')
})

test('session information stands at the right of its place', () => {
  const respondTo = (session: Buffer) => respond('OCRA-1:HOTP-SHA1-0:QN08-S004', { challenge: '12345678', session })
  expect(respondTo(Buffer.from('ab'))).toBe(respondTo(Buffer.from('\0\0ab')))
  expect(respondTo(Buffer.from('ab'))).not.toBe(respondTo(Buffer.from('ab\0\0')))
})

const challenge = '12345678'
test.each([
  { why: 'a key below 128 bits', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge }, key.subarray(5)) },
  { why: 'a counter that is missing', run: () => respond('OCRA-1:HOTP-SHA1-6:C-QN08', { challenge }) },
  { why: 'a counter too many', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge, counter: 1n }) },
  {
    why: 'a counter above eight bytes',
    run: () => respond('OCRA-1:HOTP-SHA1-6:C-QN08', { challenge, counter: 2n ** 64n }),
  },
  { why: 'a PIN that is missing', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08-PSHA1', { challenge }) },
  { why: 'a PIN too many', run: () => hashPin(parseOcraSuite('OCRA-1:HOTP-SHA1-6:QN08'), '1234') },
  {
    why: 'the hash of a PIN by another hash',
    run: () => respond('OCRA-1:HOTP-SHA1-6:QN08-PSHA1', { challenge, pinHash: Buffer.alloc(32) }),
  },
  { why: 'session information that is missing', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08-S064', { challenge }) },
  {
    why: 'session information that is too long',
    run: () => respond('OCRA-1:HOTP-SHA1-6:QN08-S004', { challenge, session: Buffer.alloc(5) }),
  },
  { why: 'a time that is missing', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08-T1M', { challenge }) },
  { why: 'a time too many', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge, timeStep: 1n }) },
  { why: 'letters for QN', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge: '1234567a' }) },
  { why: 'no hexadecimal for QH', run: () => respond('OCRA-1:HOTP-SHA1-6:QH08', { challenge: '1234567g' }) },
  { why: 'no ASCII for QA', run: () => respond('OCRA-1:HOTP-SHA1-6:QA08', { challenge: '一二三四' }) },
  { why: 'three characters', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge: '123' }) },
  { why: 'more than both sides', run: () => respond('OCRA-1:HOTP-SHA1-6:QN08', { challenge: '1'.repeat(17) }) },
])('$why is refused', ({ run }) => {
  expect(run).toThrow(RangeError)
})
