import type { ServerResponse } from 'node:http'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { createHttpsBureau } from '#central/bureau/https/https-bureau.ts'
import { aBureauRequest, aCorporateRequest, aSubject } from '#test/support/bureau-requests.ts'
import { aBureauServer, answerFor, type BureauServer, type Misbehaviour, send } from '#test/support/bureau-server.ts'
import { type Authority, anAuthority, type Certified } from '#test/support/certificates.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

let authority: Authority
let ours: Certified
let server: BureauServer
beforeAll(async () => {
  authority = await anAuthority()
  ours = await authority.issue({ use: 'client', name: 'bank' })
})
afterEach(() => server.close())

const calm = { failures: 50, openMs: 60_000 }

function connect(options: Partial<Parameters<typeof createHttpsBureau>[0]> = {}): BureauAdapter {
  return createHttpsBureau({
    url: server.url,
    authority: authority.certificate,
    ...ours,
    connectMs: 400,
    deadlineMs: 800,
    breaker: calm,
    monotonicMs: () => performance.now(),
    ...options,
  })
}

async function aBureau(options: Parameters<typeof connect>[0] = {}): Promise<BureauAdapter> {
  server = await aBureauServer({ authority })
  return connect(options)
}

const raw =
  (status: number, text: string, headers = {}) =>
  (outgoing: ServerResponse) => {
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
    outgoing.end(text)
  }

test('a report comes back whole, charged once, and asking the same key again costs nothing', async () => {
  const bureau = await aBureau()
  const request = aBureauRequest()
  const answer = await bureau.ask(request)
  expect(answer.report.header.subject).toEqual(request.subject)
  expect(answer.reportedAt).toEqual(request.at)
  expect(await bureau.ask(request)).toEqual(answer)
  expect(await bureau.lookUp(request)).toEqual(answer)
  expect(server.charges.size).toBe(1)
  expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/bank/reports', key: request.idempotencyKey })
})

test("a company's report comes back as well", async () => {
  const bureau = await aBureau()
  const request = aCorporateRequest()
  const answer = await bureau.ask(request)
  expect(answer.report).toMatchObject({ subjectKind: 'company', header: { subject: { name: request.subject.name } } })
})

test('a key the bureau never charged is found to be so, by its word and not by a bare 404', async () => {
  const bureau = await aBureau()
  expect(await bureau.lookUp(aBureauRequest())).toBeUndefined()
  server.behave('GET', raw(404, '{"error":"no such page"}'))
  await expect(bureau.lookUp(aBureauRequest())).rejects.toMatchObject({ trouble: 'error-status' })
  server.behave('GET', (outgoing) =>
    send(outgoing, { status: 404, body: { idempotencyKey: aBureauRequest().idempotencyKey, isCharged: false } }),
  )
  await expect(bureau.lookUp(aBureauRequest())).rejects.toMatchObject({ trouble: 'error-status' })
})

const other = aBureauRequest({ subject: aSubject(anIdNumber({ sequence: 77 })) })
const answerToOther = answerFor(other.idempotencyKey, JSON.parse(JSON.stringify(other)))

/** Everything that can go wrong after the bureau has charged. */
const misbehaviours: { why: string; does: Misbehaviour; trouble: string }[] = [
  { why: 'never answers', does: () => undefined, trouble: 'timed-out' },
  {
    why: 'sends headers and then one byte at a time',
    does: (outgoing, reply) => {
      const text = JSON.stringify(reply.body)
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      let sent = 0
      const dripping = setInterval(() => outgoing.write(text.charAt(sent++)), 20)
      outgoing.on('close', () => clearInterval(dripping))
    },
    trouble: 'timed-out',
  },
  {
    why: 'cuts the line in the middle of the answer',
    does: (outgoing, reply) => {
      const text = JSON.stringify(reply.body)
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) })
      outgoing.write(text.slice(0, text.length / 2), () => outgoing.socket?.destroy())
    },
    trouble: 'cut',
  },
  {
    why: 'cuts a chunked answer before its end',
    does: (outgoing, reply) => {
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      outgoing.write(JSON.stringify(reply.body), () => outgoing.socket?.destroy())
    },
    trouble: 'cut',
  },
  { why: 'cuts the line without a word', does: (outgoing) => outgoing.socket?.destroy(), trouble: 'cut' },
  { why: 'answers with broken JSON', does: raw(200, '{"idempotencyKey":'), trouble: 'unreadable' },
  { why: 'answers with bytes that are no UTF-8', does: raw(200, '"\udfff"'), trouble: 'unreadable' },
  { why: 'answers with a web page', does: raw(200, '<html>', { 'content-type': 'text/html' }), trouble: 'unreadable' },
  { why: 'answers with half a report', does: raw(200, '{"reportNumber":"1"}'), trouble: 'unreadable' },
  {
    why: 'adds a field nobody knows',
    does: (outgoing, { body }) => send(outgoing, { status: 200, body: { ...(body as object), advertisement: 'x' } }),
    trouble: 'unreadable',
  },
  { why: 'answers 500', does: raw(500, '{}'), trouble: 'error-status' },
  {
    why: 'answers 503 with a page',
    does: raw(503, 'busy', { 'content-type': 'text/plain' }),
    trouble: 'error-status',
  },
  { why: 'answers 204', does: (outgoing) => outgoing.writeHead(204).end(), trouble: 'error-status' },
  {
    why: 'sends us elsewhere',
    does: (outgoing) => outgoing.writeHead(307, { location: `${server.url}/elsewhere` }).end(),
    trouble: 'error-status',
  },
  { why: 'sends more than we take', does: raw(200, `"${'x'.repeat(5_000_000)}"`), trouble: 'too-large' },
  {
    why: 'sends without end',
    does: (outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (outgoing.write(Buffer.alloc(65_536, 0x20)));
        outgoing.once('drain', more)
      }
      outgoing.on('error', () => undefined)
      more()
    },
    trouble: 'too-large',
  },
  {
    why: "answers with another query's report",
    does: (outgoing) => send(outgoing, { status: 200, body: answerToOther }),
    trouble: 'other-query',
  },
  {
    why: "puts our key on somebody else's report",
    does: (outgoing, { body }) =>
      send(outgoing, { status: 200, body: { ...answerToOther, idempotencyKey: Object(body).idempotencyKey } }),
    trouble: 'other-query',
  },
  {
    why: 'reports under another purpose than the one asked for',
    does: (outgoing, { body }) => {
      const changed = JSON.parse(JSON.stringify(body))
      changed.report.header.reason = '03'
      send(outgoing, { status: 200, body: changed })
    },
    trouble: 'other-query',
  },
]

test.each(misbehaviours)('a bureau that $why gives no report, and is asked once', async ({ does, trouble }) => {
  const bureau = await aBureau()
  server.behave('POST', does)
  server.behave('GET', does)
  const request = aBureauRequest()
  await expect(bureau.ask(request)).rejects.toMatchObject({ code: 'bureau-unavailable', trouble })
  expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
  expect(server.seen.map(({ path }) => path)).not.toContain('/bank/elsewhere')

  server.behave('GET', undefined)
  expect((await bureau.lookUp(request))?.report.header.subject).toEqual(request.subject)
  expect(server.charges.size).toBe(1)
})

test.each(misbehaviours.filter(({ trouble }) => trouble !== 'timed-out'))(
  'a bureau that $why once is looked up, not asked again',
  async ({ does }) => {
    const bureau = await aBureau()
    server.behave('POST', does)
    const request = aBureauRequest()
    expect((await bureau.ask(request)).report.header.subject).toEqual(request.subject)
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(server.charges.size).toBe(1)
  },
)

const line = {
  key: aBureauRequest().idempotencyKey,
  at: '2026-11-24T02:00:00.000Z',
  subject: { name: '张晓明', idType: '10', idNumber: anIdNumber() },
  purposeCode: '02',
  institutionCode: '330100',
  reportNumber: '2026112410000000000001',
}
const wholeList = { day: '2026-11-24', isComplete: true, charges: [line] }

test('the list of a day is had whole', async () => {
  const bureau = await aBureau()
  server.list = wholeList
  expect(await bureau.listCharges('2026-11-24')).toEqual([{ ...line, at: new Date(line.at) }])
  expect(server.seen[0]?.path).toBe('/bank/charges?day=2026-11-24')
})

test.each([
  { why: 'that is still growing', list: { ...wholeList, isComplete: false }, trouble: 'unreadable' },
  { why: 'of another day', list: { ...wholeList, day: '2026-11-23' }, trouble: 'other-query' },
  { why: 'without its charges', list: { day: '2026-11-24', isComplete: true }, trouble: 'unreadable' },
  { why: 'with a line nobody can read', list: { ...wholeList, charges: [{ key: 'x' }] }, trouble: 'unreadable' },
])('a list $why is none', async ({ list, trouble }) => {
  const bureau = await aBureau()
  server.list = list
  await expect(bureau.listCharges('2026-11-24')).rejects.toMatchObject({ trouble })
})

test('an answer given twice on one line is taken once and does not reach the next query', async () => {
  const bureau = await aBureau()
  server.behave('POST', (outgoing, { body }) => {
    const text = JSON.stringify(body)
    const whole = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
    outgoing.socket?.end(whole + whole)
  })
  const [first, second] = [aBureauRequest(), other]
  expect((await bureau.ask(first)).report.header.subject).toEqual(first.subject)
  expect((await bureau.ask(second)).report.header.subject).toEqual(second.subject)
})

test('a refusal in so many words ends the query, one without our key does not', async () => {
  const bureau = await aBureau()
  const request = aBureauRequest()
  const { idempotencyKey } = request
  const refusal = { idempotencyKey, isCharged: false, refusal: 'subject-unknown' }
  server.behave('POST', (outgoing) => send(outgoing, { status: 422, body: refusal }))
  await expect(bureau.ask(request)).rejects.toMatchObject({ trouble: 'refused' })
  server.behave('GET', (outgoing) => send(outgoing, { status: 422, body: refusal }))
  await expect(bureau.ask(other)).rejects.toMatchObject({ trouble: 'error-status' })
})

test('a key used for something else is a conflict', async () => {
  const bureau = await aBureau()
  const request = aBureauRequest()
  const body = { idempotencyKey: request.idempotencyKey, conflict: true }
  server.behave('POST', (outgoing) => send(outgoing, { status: 409, body }))
  await expect(bureau.ask(request)).rejects.toMatchObject({ code: 'conflict' })
})

test.each([
  { why: 'another authority', identity: async () => (await anAuthority()).issue({ use: 'server' }) },
  { why: 'an expired certificate', identity: () => authority.issue({ use: 'server', validForDays: -1 }) },
  { why: "another server's name", identity: () => authority.issue({ use: 'server', name: 'elsewhere' }) },
  { why: 'a certificate for clients', identity: () => authority.issue({ use: 'client' }) },
])('a server with $why hears not one request', async ({ identity }) => {
  server = await aBureauServer({ authority, identity: await identity() })
  const bureau = connect()
  await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ trouble: 'not-connected' })
  expect(server.seen).toEqual([])
})

test.each([
  { why: 'of another authority', certified: async () => (await anAuthority()).issue({ use: 'client' }) },
  { why: 'that has expired', certified: () => authority.issue({ use: 'client', validForDays: -1 }) },
])('with a certificate $why we are not let in, and nothing is charged', async ({ certified }) => {
  const bureau = await aBureau(await certified())
  await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ code: 'bureau-unavailable' })
  expect(server.charges.size).toBe(0)
})

test('where nobody listens a request is tried twice and ends', async () => {
  const bureau = await aBureau()
  await server.close()
  await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ trouble: 'not-connected' })
})

test('a bureau that keeps failing is left alone, probed by one request after a while, and asked again once it answers', async () => {
  let now = 0
  const bureau = await aBureau({ breaker: { failures: 4, openMs: 1000 }, monotonicMs: () => now })
  server.behave('POST', raw(500, '{}'))
  server.behave('GET', raw(500, '{}'))
  for (const _ of [1, 2]) await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ trouble: 'error-status' })
  const before = server.seen.length
  await expect(bureau.ask(aBureauRequest())).rejects.toMatchObject({ trouble: 'paused' })
  expect(server.seen).toHaveLength(before)

  now = 1000
  server.behave('POST', undefined)
  const all = await Promise.allSettled([1, 2, 3].map(() => bureau.ask(aBureauRequest())))
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await bureau.ask(aBureauRequest())).reportNumber).toBeDefined()
})
