import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { PublicJwk } from '#contract/values.ts'
import { createDeviceKeys } from '#main/binding/device-key.ts'
import { createRequestSigner } from '#main/service/request-signer.ts'
import { aKeyVault, testTime } from '#test/support/client-parts.ts'

function setUp() {
  let now = testTime
  let count = 0
  const signer = createRequestSigner({
    deviceKey: createDeviceKeys(aKeyVault(), 'https://service.example').current,
    clock: () => now,
    sinceInputMs: () => 42_900,
    newProofId: () => `${'random-'.repeat(3)}${count++}`,
  })
  const sign = async (token?: string) => {
    const headers = await signer.sign({ method: 'POST', url: 'https://service.example/queries?page=2#x', token })
    return { headers, claims: decodeJwt(headers['dpop'] ?? ''), header: decodeProtectedHeader(headers['dpop'] ?? '') }
  }
  return {
    sign,
    signer,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('the proof names method, address without query, and time', async () => {
  const { claims } = await setUp().sign()
  expect(claims).toEqual({
    jti: 'random-random-random-0',
    htm: 'POST',
    htu: 'https://service.example/queries',
    iat: testTime / 1000,
  })
})

test('the proof verifies with the public key it carries, which has no private member', async () => {
  const { headers, header } = await setUp().sign()
  expect(header).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256' })
  const key = await importJWK(PublicJwk.parse(header.jwk), 'ES256')
  await expect(jwtVerify(headers['dpop'] ?? '', key, { currentDate: new Date(testTime) })).resolves.toBeDefined()
})

test('with a session’s token the proof carries its hash and the request the token', async () => {
  const { headers, claims } = await setUp().sign('a-token')
  expect(claims['ath']).toBe(createHash('sha256').update('a-token').digest('base64url'))
  expect(headers['authorization']).toBe('DPoP a-token')
})

test('a request of the session says for how many whole seconds nothing was touched, one of the device does not', async () => {
  const { sign } = setUp()
  expect((await sign('a-token')).headers['idle-seconds']).toBe('42')
  expect((await sign()).headers).not.toHaveProperty('idle-seconds')
})

test('no two proofs have the same id', async () => {
  const { sign } = setUp()
  expect((await sign()).claims.jti).not.toBe((await sign()).claims.jti)
})

test('the nonce of the last answer is used while it is fresh and dropped before it is stale', async () => {
  const { sign, signer, pass } = setUp()
  signer.noticeNonce({ 'dpop-nonce': 'first' })
  signer.noticeNonce({ 'dpop-nonce': 'second' })
  signer.noticeNonce({})
  pass(4 * 60_000 - 1)
  expect((await sign()).claims['nonce']).toBe('second')
  pass(1)
  expect((await sign()).claims).not.toHaveProperty('nonce')
})
