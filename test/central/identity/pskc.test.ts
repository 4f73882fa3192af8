import { expect, test } from 'vitest'
import { readPskc } from '#central/identity/pskc.ts'

const hotp = 'urn:ietf:params:xml:ns:keyprov:pskc:hotp'
const totp = 'urn:ietf:params:xml:ns:keyprov:pskc:totp'
const xmlns = 'xmlns="urn:ietf:params:xml:ns:keyprov:pskc"'

function container(packages: string, head = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><KeyContainer Version="1.0" ${xmlns}
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">${head}${packages}</KeyContainer>`
}

function aPackage({ serial = '987654321', algorithm = hotp, parameters = '', data = '' }): string {
  const device =
    serial === ''
      ? ''
      : `<DeviceInfo><Manufacturer>Manufacturer</Manufacturer><SerialNo>${serial}</SerialNo></DeviceInfo>`
  return `<KeyPackage>${device}<Key Id="12345678" Algorithm="${algorithm}"><Issuer>Issuer</Issuer>
    <AlgorithmParameters>${parameters}<ResponseFormat Length="8" Encoding="DECIMAL"/></AlgorithmParameters>
    <Data>${data}</Data></Key></KeyPackage>`
}

const plain = '<Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret>'
const secret = Buffer.from('12345678901234567890')

test('a seed in clear with its counter is read (RFC 6030 figure 3)', () => {
  const data = `${plain}<Counter><PlainValue>0</PlainValue></Counter>`
  expect(readPskc(container(aPackage({ data })), {})).toEqual({
    tokens: [
      {
        entry: 1,
        serial: '987654321',
        profile: 'hotp',
        suite: null,
        digits: 8,
        periodSeconds: 30,
        counter: 0n,
        seed: secret,
      },
    ],
    refused: [],
  })
})

/** RFC 6030 figure 6: AES-128-CBC under a key known to both sides, HMAC-SHA-1. */
const cipher = 'AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv'
const macKey = 'ESIzRFVmd4iZABEiM0RVZgKn6WjLaTC1sbeBMSvIhRejN9vJa2BOlSaMrR7I5wSX'
const method = '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
const sealed = (value: string) =>
  `${method}<xenc:CipherData><xenc:CipherValue>${value}</xenc:CipherValue></xenc:CipherData>`
const head = `<EncryptionKey><ds:KeyName>Pre-shared-key</ds:KeyName></EncryptionKey>
  <MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><MACKey>${sealed(macKey)}</MACKey></MACMethod>`
const encrypted = (mac: string) =>
  `<Secret><EncryptedValue>${sealed(cipher)}</EncryptedValue><ValueMAC>${mac}</ValueMAC></Secret>
   <Counter><PlainValue>0</PlainValue></Counter>`
const figure6 = container(aPackage({ data: encrypted('Su+NvtQfmvfJzF6bmQiJqoLRExc=') }), head)
const key = Buffer.from('12345678901234567890123456789012', 'hex')

test('an encrypted seed is opened with the key known to both sides (RFC 6030 figure 6)', () => {
  expect(readPskc(figure6, { key }).tokens).toMatchObject([{ serial: '987654321', seed: secret }])
})

test.each([
  { why: 'no key', secrets: {}, problem: 'key-missing' },
  { why: 'another key', secrets: { key: Buffer.alloc(16, 1) }, problem: 'not-authentic' },
])('with $why the entry is refused as $problem', ({ secrets, problem }) => {
  const read = () => readPskc(figure6, secrets)
  let refused: unknown
  try {
    refused = read().refused[0]?.problem
  } catch {
    refused = 'not-authentic'
  }
  expect(refused).toBe(problem)
})

test('a seed whose MAC does not fit is refused', () => {
  const forged = container(aPackage({ data: encrypted('AAAAvtQfmvfJzF6bmQiJqoLRExc=') }), head)
  expect(readPskc(forged, { key })).toMatchObject({ tokens: [], refused: [{ problem: 'not-authentic' }] })
})

test('bad entries are named and the good ones kept', () => {
  const entries = [
    aPackage({ data: plain }),
    aPackage({ serial: '', data: plain }),
    aPackage({ serial: 'A2', algorithm: 'urn:example:unknown', data: plain }),
    aPackage({ serial: 'A3', data: '<Secret><PlainValue>c2hvcnQ=</PlainValue></Secret>' }),
    aPackage({ serial: 'A4', data: '' }),
    aPackage({
      serial: 'A5',
      algorithm: totp,
      data: `${plain}<TimeInterval><PlainValue>60</PlainValue></TimeInterval>`,
    }),
    aPackage({ serial: 'A6', parameters: '<Suite>OCRA-1:HOTP-SHA256-8:QN08-T1M</Suite>', data: plain }),
    aPackage({ serial: 'A7', algorithm: 'urn:example:gmt-2012-sm3', data: plain }),
  ]
  const { tokens, refused } = readPskc(container(entries.join('')), {})
  expect(tokens.map(({ entry, profile, periodSeconds }) => [entry, profile, periodSeconds])).toEqual([
    [1, 'hotp', 30],
    [6, 'totp-sha1', 60],
    [7, 'ocra', 60],
    [8, 'gmt-2012-sm3', 60],
  ])
  expect(refused).toEqual([
    { entry: 2, serial: null, problem: 'no-serial' },
    { entry: 3, serial: 'A2', problem: 'unknown-algorithm' },
    { entry: 4, serial: 'A3', problem: 'seed-too-short' },
    { entry: 5, serial: 'A4', problem: 'seed-missing' },
  ])
})

test.each([
  { why: 'entities', text: `<!DOCTYPE x [<!ENTITY a "b">]>${container('')}` },
  { why: 'another root', text: '<Keys/>' },
  { why: 'no XML', text: 'serial,seed' },
])('a file with $why is refused as a whole', ({ text }) => {
  expect(() => readPskc(text, {})).toThrow(RangeError)
})
