import { afterEach, expect, test } from 'vitest'
import { getSession, postSession } from '#contract/http/identity.ts'
import { getBusiness } from '#contract/http/query.ts'
import { getSealedPage } from '#contract/http/viewing.ts'
import { fillPath } from '#main/service/service-client.ts'
import { aClient } from '#test/support/client-parts.ts'
import { type AnswerWith, anHttpsService } from '#test/support/https-service.ts'

const open: { close(): void | Promise<void> }[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

async function setUp(answerWith: AnswerWith, changes: { authority?: string; origin?: string } = {}) {
  const service = await anHttpsService(answerWith)
  const { client, close } = aClient(
    { origin: changes.origin ?? service.origin },
    changes.authority ?? service.authority,
  )
  open.push({ close }, service)
  return { service, client }
}

const refusal = (code: string) => ({ code, message: 'Refused.' })
const session = {
  user: {
    employeeId: 'E20481',
    name: '李明',
    institution: { code: '330100', name: '杭州分行' },
    role: 'query-officer',
    purposes: ['02'],
  },
  workstationNumber: 'WS-0007',
  startedAt: '2026-11-24T02:00:00.000Z',
  endsAt: '2026-11-24T10:00:00.000Z',
  idleMinutes: 5,
  previousStartedAt: null,
  isLocked: false,
  password: { isDue: false, expiresAt: null, minLength: 12 },
}

test('an answer comes back parsed', async () => {
  const { client, service } = await setUp(() => ({ body: session }))
  expect(await client.call(getSession, { token: 'a-token' })).toEqual(session)
  expect(service.seen[0]).toMatchObject({ method: 'GET', path: '/sessions/current' })
  expect(service.seen[0]?.headers['authorization']).toBe('DPoP a-token')
})

test('a body goes out as JSON with its length', async () => {
  const { client, service } = await setUp(() => ({ body: { ...session, token: 'a'.repeat(43) } }))
  const body = { employeeId: 'E20481', password: '长密码', dynamicPassword: '123456' }
  await client.call(postSession, { body })
  expect(JSON.parse(service.seen[0]?.body.toString() ?? '')).toEqual(body)
  expect(service.seen[0]?.headers['content-length']).toBe(String(service.seen[0]?.body.length))
})

test('a sealed page comes back as bytes', async () => {
  const bytes = Buffer.from([0, 255, 1, 2])
  const { client } = await setUp(() => ({ headers: { 'content-type': 'application/octet-stream' }, body: bytes }))
  const params = { id: '0197f6a0-0000-4000-8000-000000000001', page: 3 }
  expect([...(await client.call(getSealedPage, { params, token: 't' }))]).toEqual([...bytes])
})

test('a missing nonce is asked for once and sent in a fresh proof', async () => {
  const { client, service } = await setUp((request) =>
    request.proof['nonce'] === 'fresh'
      ? { body: session }
      : { status: 401, headers: { 'dpop-nonce': 'fresh' }, body: refusal('proof-required') },
  )
  await client.call(getSession, {})
  await client.call(getSession, {})
  expect(service.seen.map(({ proof }) => proof['nonce'])).toEqual([undefined, 'fresh', 'fresh'])
  expect(new Set(service.seen.map(({ proof }) => proof['jti'])).size).toBe(3)
})

test('a service that never accepts a nonce is asked twice, not for ever', async () => {
  const { client, service } = await setUp(() => ({ status: 401, body: refusal('proof-required') }))
  await expect(client.call(getSession, {})).rejects.toMatchObject({ code: 'proof-required' })
  expect(service.seen).toHaveLength(2)
})

test.each([
  ['a failure of ours', { status: 403, body: { ...refusal('address-not-bound'), fields: ['a'] } }, 'address-not-bound'],
  ['a failure of unknown code', { status: 418, body: refusal('teapot') }, 'unexpected'],
  ['a page of a proxy', { status: 502, body: '<html>Bad gateway</html>' }, 'unexpected'],
  ['an answer of another shape', { body: { user: 'E20481' } }, 'unexpected'],
  ['an answer with more than it should have', { body: { ...session, more: 1 } }, 'unexpected'],
  ['an answer that is no JSON', { body: 'hello' }, 'unexpected'],
  ['a redirection', { status: 302, headers: { location: 'https://evil.example/' }, body: '' }, 'unexpected'],
  ['a cut line', undefined, 'offline'],
])('%s is told as it is', async (_what, answer, code) => {
  const { client } = await setUp(() => answer)
  await expect(client.call(getSession, {})).rejects.toMatchObject({ name: 'AppError', code })
})

test('nobody listening is offline', async () => {
  const { client } = await setUp(() => ({}), { origin: 'https://localhost:1' })
  await expect(client.call(getSession, {})).rejects.toMatchObject({ code: 'offline' })
})

test('silence is offline after the time limit', async () => {
  const { client } = await setUp(() => new Promise(() => undefined))
  await expect(client.call(getSession, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'offline' })
})

test('a certificate of another authority is refused before anything is sent', async () => {
  const other = await anHttpsService(() => ({}))
  open.push(other)
  const { client, service } = await setUp(() => ({ body: session }), { authority: other.authority })
  await expect(client.call(getSession, { token: 'a-token' })).rejects.toMatchObject({ code: 'service-untrusted' })
  expect(service.seen).toHaveLength(0)
})

test('a certificate of our authority for another name is refused', async () => {
  const service = await anHttpsService(() => ({ body: session }), ['another.example'])
  const { client, close } = aClient(service, service.authority)
  open.push({ close }, service)
  await expect(client.call(getSession, {})).rejects.toMatchObject({ code: 'service-untrusted' })
})

test('a value can never add a segment to an address', () => {
  expect(fillPath('/businesses/:reference', { reference: '../sessions?x=1#y' })).toBe(
    '/businesses/..%2Fsessions%3Fx%3D1%23y',
  )
  expect(() => fillPath(getBusiness.url, {})).toThrow(TypeError)
})
