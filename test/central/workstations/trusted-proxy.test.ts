import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const bound = '10.32.5.7'
const stranger = '198.51.100.7'
const proxy = '10.9.0.1'

let services: Record<'direct' | 'proxied', TestService>
let officers: Record<'direct' | 'proxied', Awaited<ReturnType<typeof anOfficer>>>
beforeAll(async () => {
  services = {
    direct: await startTestService(),
    proxied: await startTestService({ trustedProxies: ['10.9.0.0/16'] }),
  }
  officers = { direct: await anOfficer(services.direct), proxied: await anOfficer(services.proxied) }
  for (const place of ['direct', 'proxied'] as const)
    await services[place].administration.changeAddresses(officers[place].number, [bound, '127.0.0.1'])
})
afterAll(() => Promise.all([services.direct.stop(), services.proxied.stop()]))

const said = (headers: Record<string, string>) => headers

test.each([
  { place: 'direct', peer: bound, headers: said({}), isIn: true },
  { place: 'direct', peer: stranger, headers: said({ 'x-forwarded-for': bound }), isIn: false },
  { place: 'direct', peer: stranger, headers: said({ forwarded: `for=${bound}` }), isIn: false },
  { place: 'direct', peer: stranger, headers: said({ 'x-real-ip': bound }), isIn: false },
  { place: 'direct', peer: stranger, headers: said({ 'client-ip': bound, 'true-client-ip': bound }), isIn: false },
  // A bound PC does not lose its place by what it writes into a header.
  { place: 'direct', peer: bound, headers: said({ 'x-forwarded-for': stranger }), isIn: true },
  { place: 'proxied', peer: proxy, headers: said({ 'x-forwarded-for': bound }), isIn: true },
  { place: 'proxied', peer: proxy, headers: said({ 'x-forwarded-for': stranger }), isIn: false },
  // The client wrote the first, the proxy the last.
  { place: 'proxied', peer: proxy, headers: said({ 'x-forwarded-for': `${bound}, ${stranger}` }), isIn: false },
  { place: 'proxied', peer: proxy, headers: said({ 'x-forwarded-for': `${stranger}, ${bound}` }), isIn: true },
  { place: 'proxied', peer: proxy, headers: said({ 'x-forwarded-for': `::ffff:${bound}` }), isIn: true },
  { place: 'proxied', peer: proxy, headers: said({ 'x-real-ip': bound }), isIn: false },
  { place: 'proxied', peer: proxy, headers: said({}), isIn: false },
  { place: 'proxied', peer: stranger, headers: said({ 'x-forwarded-for': bound }), isIn: false },
  { place: 'proxied', peer: '10.10.0.1', headers: said({ 'x-forwarded-for': bound }), isIn: false },
] as const)('$place, from $peer with $headers: let in $isIn', async ({ place, peer, headers, isIn }) => {
  const officer = officers[place]
  officer.address = '127.0.0.1'
  const way = place === 'proxied' ? { 'x-forwarded-for': '127.0.0.1' } : {}
  if (place === 'proxied') officer.address = proxy
  await officer.send('GET', getSession.url, { headers: way })
  officer.address = peer
  const { status } = await officer.send('GET', getSession.url, { headers })
  expect(status).toBe(isIn ? 200 : 403)
  if (!isIn) await renew(place)
})

/** A refused address has ended the session. */
async function renew(place: 'direct' | 'proxied') {
  const [service, officer] = [services[place], officers[place]]
  const last = (await service.entries()).filter(({ kind }) => kind === 'address.refused').at(-1)
  expect(last?.workstation).toBe(officer.number)
  if (place === 'proxied') {
    await service.administration.changeAddresses(officer.number, [bound, '127.0.0.1', proxy])
    officer.address = proxy
    await logIn(service, officer)
    await service.administration.changeAddresses(officer.number, [bound, '127.0.0.1'])
    return
  }
  officer.address = '127.0.0.1'
  await logIn(service, officer)
}
