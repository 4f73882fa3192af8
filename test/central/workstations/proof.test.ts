import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getSession, postSession } from '#contract/http/identity.ts'
import { aDevice, type Device, type ProofChanges } from '#test/support/device.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
const path = getSession.url

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
beforeEach(async () => {
  await officer.call(getSession)
})
afterAll(() => service.stop())

async function sendProof(changes: ProofChanges, { method = 'GET', at = path } = {}) {
  return officer.send('GET', path, { headers: { dpop: await officer.proof(method, at, changes) } })
}

async function lastReason() {
  const refused = (await service.entries()).filter(({ kind }) => kind === 'proof.refused')
  return refused.at(-1)?.facts['reason']
}

test('a good proof passes', async () => {
  expect((await sendProof({})).status).toBe(200)
})

test.each<{ why: string; reason: string; changes: ProofChanges }>([
  { why: 'a foreign method', reason: 'method', changes: { claims: { htm: 'POST' } } },
  { why: 'a foreign address', reason: 'url', changes: { claims: { htu: 'https://service.test:8443/queries' } } },
  { why: 'a foreign host', reason: 'url', changes: { claims: { htu: 'https://elsewhere.test/sessions/current' } } },
  {
    why: 'a user name in the address',
    reason: 'url',
    changes: { claims: { htu: 'https://x@service.test:8443/sessions/current' } },
  },
  { why: 'no hash of the token', reason: 'token-hash', changes: { claims: { ath: undefined } } },
  {
    why: 'the hash of another token',
    reason: 'token-hash',
    changes: { claims: { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' } },
  },
  { why: 'a short id', reason: 'malformed', changes: { claims: { jti: 'short' } } },
  { why: 'an unknown claim', reason: 'malformed', changes: { claims: { admin: true } } },
  { why: 'another type of token', reason: 'malformed', changes: { header: { typ: 'JWT' } } },
  {
    why: 'a key address in the header',
    reason: 'malformed',
    changes: { header: { jku: 'https://elsewhere.test/key' } },
  },
  {
    why: 'a certificate address in the header',
    reason: 'malformed',
    changes: { header: { x5u: 'https://elsewhere.test/certificate' } },
  },
  { why: 'a key by its id', reason: 'malformed', changes: { header: { kid: 'somebody' } } },
  { why: 'no method', reason: 'malformed', changes: { claims: { htm: undefined } } },
  { why: 'no address', reason: 'malformed', changes: { claims: { htu: undefined } } },
  {
    why: 'a key on another curve',
    reason: 'key',
    changes: { header: { jwk: { kty: 'EC', crv: 'P-384', x: 'A'.repeat(64), y: 'A'.repeat(64) } } },
  },
])('$why is refused as $reason and recorded', async ({ reason, changes }) => {
  expect(await sendProof(changes)).toMatchObject({ status: 401, body: { code: 'proof-refused' } })
  expect(await lastReason()).toBe(reason)
})

test('a proof signed by another key than the one it names is refused', async () => {
  expect((await sendProof({ signWith: await aDevice(service) })).status).toBe(401)
  expect(await lastReason()).toBe('signature')
})

test('a private key inside the header is refused', async () => {
  await sendProof({ header: { jwk: { ...officer.jwk, d: 'A'.repeat(43) } } })
  expect(await lastReason()).toBe('key')
})

test.each(['none', 'HS256'])('the algorithm %s is refused', async (alg) => {
  const [, payload] = (await officer.proof('GET', path)).split('.')
  const header = Buffer.from(JSON.stringify({ typ: 'dpop+jwt', alg, jwk: officer.jwk })).toString('base64url')
  const answer = await officer.send('GET', path, { headers: { dpop: `${header}.${payload}.AAAA` } })
  expect(answer.body).toMatchObject({ code: 'proof-refused' })
  expect(await lastReason()).toBe('algorithm')
})

test('no proof at all is refused', async () => {
  expect(
    (await service.app.inject({ method: 'GET', url: path, headers: { authorization: `DPoP ${officer.token}` } }))
      .statusCode,
  ).toBe(401)
  expect(await lastReason()).toBe('missing')
})

test('two proofs are refused', async () => {
  const headers = { dpop: [await officer.proof('GET', path), await officer.proof('GET', path)] }
  expect((await officer.send('GET', path, { headers })).status).toBe(401)
  expect(await lastReason()).toBe('several')
})

test('the same proof a second time is refused', async () => {
  const dpop = await officer.proof('GET', path)
  expect((await officer.send('GET', path, { headers: { dpop } })).status).toBe(200)
  expect((await officer.send('GET', path, { headers: { dpop } })).status).toBe(401)
  expect(await lastReason()).toBe('replayed')
})

test('a proof without nonce hears the nonce to use, and that is no refusal in the log', async () => {
  const before = (await service.entries()).length
  const answer = await sendProof({ claims: { nonce: undefined } })
  expect(answer).toMatchObject({ status: 401, body: { code: 'proof-required' } })
  expect(answer.headers['www-authenticate']).toBe('DPoP error="use_dpop_nonce"')
  expect(answer.headers['dpop-nonce']).toBe(officer.nonce)
  expect((await service.entries()).length).toBe(before)
})

test('a proof from before the last two nonces has expired: it is recorded, and hears the nonce to use', async () => {
  const old = officer.nonce
  service.travelTo(new Date(service.now().getTime() + 11 * 60_000))
  const answer = await sendProof({ claims: { nonce: old } })
  expect(answer).toMatchObject({ status: 401, body: { code: 'proof-required' } })
  expect(answer.headers['www-authenticate']).toBe('DPoP error="use_dpop_nonce"')
  expect(await lastReason()).toBe('nonce-expired')
  await logIn(service, officer)
})

test('an invented nonce is refused like an old one', async () => {
  expect((await sendProof({ claims: { nonce: 'invented' } })).status).toBe(401)
  expect(await lastReason()).toBe('nonce-expired')
})

test.each([-86_400, 86_400])('a workstation whose clock is off by %i s still works', async (seconds) => {
  const iat = Math.floor(service.now().getTime() / 1000) + seconds
  expect((await sendProof({ claims: { iat } })).status).toBe(200)
})

test('a request without session hears only that its session is over', async () => {
  const answer = await service.app.inject({
    method: 'GET',
    url: path,
    headers: { dpop: await officer.proof('GET', path) },
  })
  expect(answer.json()).toMatchObject({ code: 'session-ended' })
})

test('a key that was never enrolled cannot log in', async () => {
  const stranger = await aDevice(service)
  const answer = await stranger.call(postSession, {
    body: { employeeId: 'E10017', password: 'x', dynamicPassword: '000000' },
  })
  expect(answer).toMatchObject({ status: 403, body: { code: 'workstation-unknown' } })
})
