import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { createTusHttpStack } from '#main/uploads/tus-http-stack.ts'
import { uploadScan } from '#main/uploads/upload-scan.ts'
import { aClient } from '#test/support/client-parts.ts'
import { anHttpsService, type GivenAnswer, type SeenRequest } from '#test/support/https-service.ts'

const open: { close(): void | Promise<void> }[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

const id = randomUUID()
const bytes = randomBytes(2.5 * 1024 * 1024)

/** A tus service that keeps one upload; `interfere` may answer in its place. */
async function setUp(
  interfere: (request: SeenRequest, count: number) => GivenAnswer | 'cut' | undefined = () => undefined,
) {
  let received = Buffer.alloc(0)
  const tus = { 'tus-resumable': '1.0.0', 'dpop-nonce': 'fresh' }
  const service = await anHttpsService((request, count) => {
    const instead = interfere(request, count)
    if (instead === 'cut') return undefined
    if (instead) return { ...instead, headers: { ...tus, ...instead.headers } }
    if (request.method === 'POST') return { status: 201, headers: { ...tus, location: `/uploads/${id}` }, body: '' }
    if (request.method === 'PATCH') received = Buffer.concat([received, request.body])
    const headers = { ...tus, 'upload-offset': String(received.length), 'upload-length': String(bytes.length) }
    return { status: request.method === 'PATCH' ? 204 : 200, headers, body: '' }
  })
  const { signer, exchange, close } = aClient(service, service.authority)
  open.push({ close }, service)
  const onUrl = vi.fn()
  const onProgress = vi.fn()
  const upload = (resumeUrl?: string) =>
    uploadScan({
      endpoint: `${service.origin}/uploads`,
      bytes,
      httpStack: createTusHttpStack(exchange, signer, 'a-token'),
      resumeUrl,
      onUrl,
      onProgress,
    })
  return { service, upload, onUrl, onProgress, received: () => received }
}

test('a file arrives in pieces of a mebibyte, each under its own proof', async () => {
  const { service, upload, received, onUrl } = await setUp()
  expect(await upload()).toBe(id)
  expect(received().equals(bytes)).toBe(true)
  expect(service.seen.map(({ method, body }) => [method, body.length])).toEqual([
    ['POST', 0],
    ['PATCH', 1_048_576],
    ['PATCH', 1_048_576],
    ['PATCH', 524_288],
  ])
  expect(service.seen.map(({ proof }) => [proof['htm'], proof['htu']])).toEqual(
    service.seen.map(({ method, path }) => [method, service.origin + path]),
  )
  expect(new Set(service.seen.map(({ proof }) => proof['jti'])).size).toBe(4)
  expect(onUrl).toHaveBeenCalledWith(`${service.origin}/uploads/${id}`)
})

test('progress is told within a piece and ends at the whole', async () => {
  const { upload, onProgress } = await setUp()
  await upload()
  const sent = onProgress.mock.calls.map(([value]) => value as number)
  expect(sent.length).toBeGreaterThan(6)
  expect(sent.at(-1)).toBe(bytes.length)
})

test('a missing nonce is taken from the refusal', async () => {
  const missing = { status: 401, body: { code: 'proof-required', message: 'No nonce.' } }
  const { service, upload } = await setUp(({ proof }) => (proof['nonce'] === 'fresh' ? undefined : missing))
  expect(await upload()).toBe(id)
  expect(service.seen.filter(({ proof }) => proof['nonce'] === undefined)).toHaveLength(1)
})

test('after a cut line the upload goes on from where the service stands', async () => {
  const { service, upload, received } = await setUp((_request, count) => (count === 3 ? 'cut' : undefined))
  expect(await upload()).toBe(id)
  expect(received().equals(bytes)).toBe(true)
  expect(service.seen.map(({ method }) => method)).toContain('HEAD')
})

test('an earlier attempt is taken up, not begun anew', async () => {
  const { service, upload } = await setUp()
  expect(await upload(`${service.origin}/uploads/${id}`)).toBe(id)
  expect(service.seen[0]?.method).toBe('HEAD')
})

test.each(['scan-unreadable', 'too-large', 'session-ended'])(
  '%s from the service is told and not tried again',
  async (code) => {
    const refusal = { status: 422, body: { code, message: 'Refused.' } }
    const { service, upload } = await setUp(({ method }) => (method === 'PATCH' ? refusal : undefined))
    await expect(upload()).rejects.toMatchObject({ name: 'AppError', code })
    expect(service.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  },
)
