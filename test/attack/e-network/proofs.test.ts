import { afterAll, beforeAll, expect } from 'vitest'
import { getSession, postSession } from '#contract/http/identity.ts'
import { aNaiveSession } from '#test/attack/naive/naive-service.ts'
import { attack } from '#test/attack/support/attack.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aBoundDevice, anOfficer, credentialsOf, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
const path = getSession.url
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  await officer.call(getSession)
})
afterAll(() => service.stop())

const stolen = () => {
  const { service: naive, token } = aNaiveSession()
  return naive.ask({ path: '/report', token, address: '203.0.113.9' }).body
}

/** The last reason the log gives for a refused proof. */
async function lastRefusal() {
  return (await service.entries()).findLast(({ kind }) => kind === 'proof.refused')?.facts['reason']
}

for (const [id, what] of [
  ['E07', 'right hardware values and address in the body, sent from another machine'],
  ['E08', 'the bound network card’s address set on another machine'],
] as const) {
  attack(id, what, {
    probe: async () => {
      const stranger = await aDevice(service, officer.address)
      const body = { ...credentialsOf(service), build: { id: 'test-unpackaged', version: '0.1.0' } }
      const claims = { headers: { 'x-mac': '00:16:3e:12:34:56', 'x-device': officer.thumbprint } }
      await stranger.call(postSession, { body })
      const answer = await stranger.send('POST', postSession.url, { body, ...claims })
      expect(answer).toMatchObject({ status: 403, body: { code: 'workstation-unknown' } })
    },
    control: () => aNaiveSession().service.ask({ path: '/report', body: { mac: '00:16:3e:12:34:56' } }).body,
  })
}

attack('E09', 'a stolen session token without the key, with another key, with another method, address or body', {
  probe: async () => {
    const plain = await service.app.inject({
      method: 'GET',
      url: path,
      headers: { authorization: `Bearer ${officer.token}` },
    })
    const asDpop = await service.app.inject({
      method: 'GET',
      url: path,
      headers: { authorization: `DPoP ${officer.token}` },
    })
    expect([plain.statusCode, asDpop.statusCode]).toEqual([401, 401])

    const thief = await aBoundDevice(service)
    await thief.call(getSession).catch(() => undefined)
    thief.token = officer.token
    expect((await thief.call(getSession)).status).toBe(401)
    for (const claims of [{ htm: 'POST' }, { htu: `${service.origin}/queries` }, { ath: 'x'.repeat(43) }]) {
      const dpop = await officer.proof('GET', path, { claims })
      expect((await officer.send('GET', path, { headers: { dpop } })).status).toBe(401)
    }
    const dpop = await officer.proof('GET', path, { signWith: thief })
    expect((await officer.send('GET', path, { headers: { dpop } })).status).toBe(401)
    expect(await lastRefusal()).toBeDefined()
  },
  control: stolen,
})

attack('E10', 'a signed request sent again, an old nonce, another session’s nonce', {
  probe: async () => {
    const dpop = await officer.proof('GET', path)
    const first = await officer.send('GET', path, { headers: { dpop } })
    expect(first.status).toBe(200)
    expect((await officer.send('GET', path, { headers: { dpop } })).status).toBe(401)
    expect(await lastRefusal()).toBe('replayed')
    const old = officer.nonce
    service.travelTo(new Date(service.now().getTime() + 11 * 60_000))
    expect(
      (
        await officer.send('GET', path, {
          headers: { dpop: await officer.proof('GET', path, { claims: { nonce: old } }) },
        })
      ).status,
    ).toBe(401)
    expect(
      (
        await officer.send('GET', path, {
          headers: { dpop: await officer.proof('GET', path, { claims: { nonce: 'invented' } }) },
        })
      ).status,
    ).toBe(401)
    await logIn(service, officer)
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    const request = { path: '/report', token }
    return [naive.ask(request).body, naive.ask(request).body].join('\n')
  },
})

attack('E06', 'spoofed X-Forwarded-For, Forwarded, X-Real-IP and Client-IP', {
  probe: async () => {
    const device = await aBoundDevice(service, { addresses: ['127.0.0.1'] })
    device.address = '203.0.113.9'
    const spoofed = {
      'x-forwarded-for': '127.0.0.1',
      forwarded: 'for=127.0.0.1',
      'x-real-ip': '127.0.0.1',
      'client-ip': '127.0.0.1',
    }
    await device.send('POST', postSession.url, { body: credentialsOf(service), headers: spoofed })
    const answer = await device.send('POST', postSession.url, { body: credentialsOf(service), headers: spoofed })
    expect(answer).toMatchObject({ status: 403, body: { code: 'address-not-bound' } })
    const entry = (await service.entries()).findLast(({ kind }) => kind === 'address.refused')
    expect(entry?.address).toBe('203.0.113.9')
  },
  control: () =>
    `taken for ${aNaiveSession().service.hears({ path: '/', address: '203.0.113.9', headers: { 'x-forwarded-for': '127.0.0.1' } })}`,
})

attack('C07', 'a message, a ticket or a request id used a second time', {
  probe: async () => {
    const jti = 'a-request-id-of-our-choice'
    const send = async () => {
      const dpop = await officer.proof('GET', path, { claims: { jti } })
      return (await officer.send('GET', path, { headers: { dpop } })).status
    }
    expect([await send(), await send()]).toEqual([200, 401])
    expect(await lastRefusal()).toBe('replayed')
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    return [1, 2].map(() => naive.ask({ path: '/report', token, headers: { 'request-id': '1' } }).body).join('\n')
  },
})
