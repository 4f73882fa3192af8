import { afterAll, beforeAll, expect, test } from 'vitest'
import { isInRanges, plainAddress } from '#central/workstations/address-range.ts'
import { getSession } from '#contract/http/identity.ts'
import { anOfficer } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let behindProxy: TestService
beforeAll(async () => {
  service = await startTestService()
  behindProxy = await startTestService({ trustedProxies: ['10.9.0.0/16'] })
})
afterAll(() => Promise.all([service.stop(), behindProxy.stop()]))

test.each([
  { address: '10.1.2.3', range: '10.1.2.0/24', is: true },
  { address: '10.1.3.3', range: '10.1.2.0/24', is: false },
  { address: '10.1.2.3', range: '10.1.2.3', is: true },
  { address: '::ffff:10.1.2.3', range: '10.1.2.0/24', is: true },
  { address: '2001:db8::1', range: '2001:db8::/32', is: true },
  { address: '2001:db9::1', range: '2001:db8::/32', is: false },
  { address: '10.1.2.3', range: '::/0', is: false },
  { address: '2001:db8::1', range: '0.0.0.0/0', is: false },
])('$address in $range: $is', ({ address, range, is }) => {
  expect(isInRanges(address, [range])).toBe(is)
})

test('an IPv4 address inside IPv6 is written as IPv4', () => {
  expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1')
})

test('an address outside the binding ends the session at once and is recorded', async () => {
  const officer = await anOfficer(service)
  officer.address = '10.66.0.9'
  expect(await officer.call(getSession)).toMatchObject({ status: 403, body: { code: 'address-not-bound' } })
  const [refused, ended, raised] = (await service.entries()).slice(-3)
  expect(refused).toMatchObject({ kind: 'address.refused', address: '10.66.0.9', workstation: officer.number })
  expect(ended).toMatchObject({ kind: 'session.ended', facts: { reason: 'address-not-bound' } })
  expect(raised).toMatchObject({ kind: 'incident.raised', workstation: officer.number, facts: { rule: 'M16' } })

  officer.address = '127.0.0.1'
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })
})

test('when the binding moves away from the address, the running session ends at its next request', async () => {
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const officer = await anOfficer(service)
  await service.administration.changeAddresses(officer.number, ['10.32.5.0/24'])
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'address-not-bound' })
})

test('a forged X-Forwarded-For is ignored when the peer is no proxy of ours', async () => {
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const officer = await anOfficer(service)
  officer.address = '10.66.0.9'
  const forged = await officer.send('GET', getSession.url, { headers: { 'x-forwarded-for': '127.0.0.1' } })
  expect(forged.body).toMatchObject({ code: 'address-not-bound' })
})

test('a listed proxy is believed about the address', async () => {
  const officer = await anOfficer(behindProxy)
  officer.address = '10.9.0.1'
  const answer = await officer.send('GET', getSession.url, { headers: { 'x-forwarded-for': '127.0.0.1' } })
  expect(answer.status).toBe(200)
  const outside = await officer.send('GET', getSession.url, {
    headers: { 'x-forwarded-for': '127.0.0.1, 198.51.100.7' },
  })
  expect(outside.body).toMatchObject({ code: 'address-not-bound' })
})
