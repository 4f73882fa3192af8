import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { cqw } from '#test/support/cqw.ts'

const digits64 = Buffer.from('1234567890'.repeat(7).slice(0, 64))
const [key20, key32, key64] = [20, 32, 64].map((length) => digits64.subarray(0, length).toString('hex')) as [
  string,
  string,
  string,
]
const gmtKey = '1234567890abcdef1234567890abcdef'
const allOfRowOne = ['--time', '1313998979', '--period', '1', '--counter', '1234', '--challenge', '5678']

test.each([
  { profile: 'totp-sha256', key: key32, args: ['--time', '1111111111', '--digits', '8'], code: '67062674' },
  { profile: 'totp-sha512', key: key64, args: ['--time', '20000000000', '--digits', '8'], code: '47863826' },
  { profile: 'gmt-2012-sm3', key: gmtKey, args: allOfRowOne, code: '814095' },
  { profile: 'gmt-2012-sm3', key: gmtKey, args: [...allOfRowOne, '--digits', '8'], code: '43814095' },
  { profile: 'gmt-2012-sm4', key: gmtKey, args: allOfRowOne, code: '680270' },
  { profile: 'gmt-2023-hmac-sm3', key: gmtKey, args: allOfRowOne, code: '117134' },
  // The first second and the last of step 21899982, a minute long, without counter and challenge.
  { profile: 'gmt-2012-sm3', key: key20, args: ['--time', '1313998920'], code: '712546' },
  { profile: 'gmt-2012-sm3', key: key20, args: ['--time', '1313998979'], code: '712546' },
])('cqw otp --profile $profile $args prints $code alone', async ({ profile, key, args, code }) => {
  expect(await cqw('otp', '--profile', profile, '--key', key, ...args)).toEqual({
    code: 0,
    stdout: `${code}\n`,
    stderr: '',
  })
})

test.each(['totp-sha1', 'totp-sha512'])('without a time %s is of now', async (profile) => {
  const { code, stdout } = await cqw('otp', '--profile', profile, '--key', key64)
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d{6}\n$/) })
})

const sha1OfPin = createHash('sha1').update('1234').digest('hex')
const session = Buffer.from('teller 7').toString('hex')
const withAll = 'OCRA-1:HOTP-SHA256-10:C-QH40-PSHA256-S064-T30S'
test.each([
  { suite: 'OCRA-1:HOTP-SHA1-6:QN08', key: key20, args: ['--challenge', '11111111'], code: '243178' },
  {
    suite: 'OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1',
    key: key32,
    args: ['--challenge', '12345678', '--counter', '9', '--pin', '1234'],
    code: '08522129',
  },
  {
    suite: 'OCRA-1:HOTP-SHA256-8:QN08-PSHA1',
    key: key32,
    args: ['--challenge', '00000000', '--pin-hash', sha1OfPin],
    code: '83238735',
  },
  {
    suite: 'OCRA-1:HOTP-SHA512-8:QA10-T1M',
    key: key64,
    args: ['--challenge', 'SIG1000000', '--time', String(0x132d0b6 * 60 + 59)],
    code: '77537423',
  },
  // Computed by a second implementation.
  {
    suite: withAll,
    key: key20,
    args: ['--challenge', '00ffa5c', '--counter', '7', '--pin', '1234', '--session', session, '--time', '1206446760'],
    code: '0255036071',
  },
])('cqw ocra --suite $suite $args prints $code alone', async ({ suite, key, args, code }) => {
  expect(await cqw('ocra', '--suite', suite, '--key', key, ...args)).toEqual({
    code: 0,
    stdout: `${code}\n`,
    stderr: '',
  })
})

test('without a time a suite with T answers for now', async () => {
  const args = ['--suite', 'OCRA-1:HOTP-SHA1-6:QN08-T48H', '--key', key20, '--challenge', '12345678']
  expect(await cqw('ocra', ...args)).toEqual({ code: 0, stdout: expect.stringMatching(/^\d{6}\n$/), stderr: '' })
})

const gmt = ['otp', '--profile', 'gmt-2012-sm3', '--key', gmtKey]
const ocra = ['ocra', '--key', key20, '--challenge', '12345678']
test.each([
  { why: 'neither time nor counter nor challenge', args: gmt, reason: 'at least one of time, counter and challenge' },
  { why: 'a GM/T period of 61', args: [...gmt, '--time', '1', '--period', '61'], reason: '1 to 60 seconds' },
  { why: 'a GM/T period of 61 unused', args: [...gmt, '--counter', '1', '--period', '61'], reason: '1 to 60 seconds' },
  { why: 'a challenge of three', args: [...gmt, '--challenge', '123'], reason: 'at least 4 ASCII' },
  { why: 'a counter of 33 bits', args: [...gmt, '--counter', '4294967296'], reason: 'does not fit 4 bytes' },
  { why: 'an empty time', args: [...gmt, '--time', ''], reason: '--time must be a whole number' },
  {
    why: 'a challenge for TOTP',
    args: ['otp', '--profile', 'totp-sha1', '--key', key20, '--challenge', '1234'],
    reason: '--challenge takes no part in totp-sha1',
  },
  { why: 'a suite that is none', args: [...ocra, '--suite', 'OCRA-1:HOTP-SHA1-6'], reason: 'No OCRA suite' },
  { why: 'no suite', args: ocra, reason: '--suite' },
  {
    why: 'a counter that is missing',
    args: [...ocra, '--suite', 'OCRA-1:HOTP-SHA1-6:C-QN08'],
    reason: 'The suite needs: counter',
  },
  {
    why: 'a PIN and a hash of it',
    args: [...ocra, '--suite', 'OCRA-1:HOTP-SHA1-6:QN08-PSHA1', '--pin', '1234', '--pin-hash', sha1OfPin],
    reason: '--pin and --pin-hash exclude each other',
  },
  {
    why: 'a hash of a PIN that is no hexadecimal',
    args: [...ocra, '--suite', 'OCRA-1:HOTP-SHA1-6:QN08-PSHA1', '--pin-hash', 'xyz'],
    reason: '--pin-hash must be hexadecimal',
  },
  {
    why: 'a time too many',
    args: [...ocra, '--suite', 'OCRA-1:HOTP-SHA1-6:QN08', '--time', '1'],
    reason: '--time takes no part',
  },
])('$why ends with exit code 2, a reason and no result', async ({ args, reason }) => {
  expect(await cqw(...args)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(reason) })
})

test.each([
  { command: 'otp', word: 'GM/T 0021' },
  { command: 'ocra', word: 'RFC 6287' },
])('cqw $command --help explains', async ({ command, word }) => {
  expect(await cqw(command, '--help')).toEqual({ code: 0, stdout: expect.stringContaining(word), stderr: '' })
})
