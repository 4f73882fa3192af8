import { expect, test } from 'vitest'
import { buildRuleOf, readSettings } from '#central/settings.ts'

const good = { CQW_DATA_FOLDER: 'data', CQW_TLS_CERTIFICATE_FILE: 'c.pem', CQW_TLS_KEY_FILE: 'k.pem' }

const bureau = {
  CQW_BUREAU_URL: 'https://bureau.example/bank/',
  CQW_BUREAU_CA_FILE: 'ca.pem',
  CQW_BUREAU_CERTIFICATE_FILE: 'b.pem',
  CQW_BUREAU_KEY_FILE: 'b-key.pem',
}

test('what is not set has a default, and production is one', () => {
  expect(readSettings(good)).toMatchObject({
    CQW_MODE: 'production',
    CQW_LISTEN_HOST: '127.0.0.1',
    CQW_SEQUENCER: 'on',
  })
})

test.each([
  {
    why: 'a set clock in production',
    change: { CQW_CLOCK_START: '2026-11-25T10:00:00+08:00' },
    named: 'CQW_CLOCK_START',
  },
  { why: 'a slowed bureau in production', change: { CQW_BUREAU_DELAY_MS: '5' }, named: 'CQW_BUREAU_DELAY_MS' },
  { why: 'any client build in production', change: { CQW_ALLOWED_BUILDS: 'any' }, named: 'CQW_ALLOWED_BUILDS' },
  { why: 'a minimum version that is none', change: { CQW_MINIMUM_CLIENT_VERSION: '1.x' }, named: 'CQW_MINIMUM' },
  {
    why: 'a bureau without our key',
    change: { ...bureau, CQW_BUREAU_KEY_FILE: undefined },
    named: 'CQW_BUREAU_KEY_FILE',
  },
  {
    why: 'a bureau without its authority',
    change: { ...bureau, CQW_BUREAU_CA_FILE: undefined },
    named: 'CQW_BUREAU_CA',
  },
  {
    why: 'a bureau over plain http',
    change: { ...bureau, CQW_BUREAU_URL: 'http://b.example' },
    named: 'CQW_BUREAU_URL',
  },
  { why: 'a key without a bureau', change: { CQW_BUREAU_KEY_FILE: 'k.pem' }, named: 'CQW_BUREAU_KEY_FILE' },
  { why: 'no data folder', change: { CQW_DATA_FOLDER: '' }, named: 'CQW_DATA_FOLDER' },
  { why: 'a port out of range', change: { CQW_LISTEN_PORT: '70000' }, named: 'CQW_LISTEN_PORT' },
  { why: 'plain http', change: { CQW_PUBLIC_ORIGIN: 'http://bank.example' }, named: 'CQW_PUBLIC_ORIGIN' },
  { why: 'another database', change: { CQW_DATABASE_URL: 'mysql://x' }, named: 'CQW_DATABASE_URL' },
])('$why is refused, and $named is named without its value', ({ change, named }) => {
  expect(() => readSettings({ ...good, ...change })).toThrow(named)
})

test('a set clock is allowed in test mode', () => {
  expect(
    readSettings({ ...good, CQW_MODE: 'test', CQW_CLOCK_START: '2026-11-25T10:00:00+08:00' }).CQW_CLOCK_START,
  ).toBeDefined()
})

test('where nothing is set a production service lets no client build in, a test service every one', () => {
  expect(buildRuleOf(readSettings(good))).toEqual({ allowed: [''], minimumVersion: '0.0.0' })
  expect(buildRuleOf(readSettings({ ...good, CQW_MODE: 'test' })).allowed).toBe('any')
})

test('a bureau is set with its three files, and its address loses the last slash', () => {
  expect(readSettings({ ...good, ...bureau }).CQW_BUREAU_URL).toBe('https://bureau.example/bank')
})
