/** A bureau on HTTPS that counts what it charges, and misbehaves as a test asks. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { BureauRequest } from '#central/bureau/bureau-adapter.ts'
import { reportOfCompany } from '#central/bureau/simulated/company/report-of-company.ts'
import { reportOfPerson } from '#central/bureau/simulated/report-of-person.ts'
import { type Authority, anAuthority, type Certified } from '#test/support/certificates.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** What is done instead of sending the reply; the charge has been made by then. */
export type Misbehaviour = (outgoing: ServerResponse, reply: Reply) => void

export interface BureauServer {
  readonly url: string
  readonly authority: Authority
  /** Keys charged, once each. */
  readonly charges: Map<string, unknown>
  readonly seen: { method: string; path: string; key: string | undefined }[]
  /** What the list of charges says. */
  list: unknown
  /** How the next requests of a method are answered; `undefined` honestly. */
  behave(method: 'GET' | 'POST', misbehaviour: Misbehaviour | undefined): void
  close(): Promise<void>
}

export async function aBureauServer({
  authority,
  identity,
}: {
  authority?: Authority
  identity?: Certified
} = {}): Promise<BureauServer> {
  const root = authority ?? (await anAuthority())
  const own = identity ?? (await root.issue({ use: 'server' }))
  const charges = new Map<string, unknown>()
  const seen: BureauServer['seen'] = []
  const behaviours = new Map<string, Misbehaviour>()
  const sockets = new Set<Duplex>()
  const lists: Pick<BureauServer, 'list'> = { list: undefined }

  const server = createServer(
    { cert: own.certificate, key: own.privateKey, ca: root.certificate, requestCert: true, rejectUnauthorized: true },
    async (incoming, outgoing) => {
      const { method = '', url = '' } = incoming
      const key = incoming.headers['idempotency-key']?.toString()
      seen.push({ method, path: url, key })
      const reply = await replyTo(method, url, incoming)
      const misbehave = behaviours.get(method)
      if (misbehave) misbehave(outgoing, reply)
      else send(outgoing, reply)
    },
  )
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return Object.assign(lists, {
    url: `https://localhost:${(server.address() as AddressInfo).port}/bank`,
    authority: root,
    charges,
    seen,
    behave: (method: string, misbehaviour: Misbehaviour | undefined) =>
      misbehaviour ? behaviours.set(method, misbehaviour) : behaviours.delete(method),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  } satisfies Omit<BureauServer, 'list'>)

  async function replyTo(method: string, url: string, incoming: IncomingMessage): Promise<Reply> {
    if (method === 'POST') return charge(incoming.headers['idempotency-key']?.toString() ?? '', await bodyOf(incoming))
    return url.includes('/charges?') ? { status: 200, body: lists.list } : find(url.split('/').at(-1) ?? '')
  }

  function charge(idempotencyKey: string, body: Record<string, unknown>): Reply {
    if (!charges.has(idempotencyKey)) charges.set(idempotencyKey, answerFor(idempotencyKey, body))
    return { status: 200, body: charges.get(idempotencyKey) }
  }

  function find(idempotencyKey: string): Reply {
    const given = charges.get(idempotencyKey)
    return given ? { status: 200, body: given } : { status: 404, body: { idempotencyKey, isCharged: false } }
  }
}

/** What the honest bureau says to a request. */
export function answerFor(idempotencyKey: string, body: Record<string, unknown>) {
  const request = BureauRequest.parse({ ...body, idempotencyKey, at: new Date(String(body['at'])) })
  const reportNumber = '2026112410000000000001'
  const report =
    request.subjectKind === 'company'
      ? reportOfCompany({ request, reportNumber })
      : reportOfPerson({ request, reportNumber, earlier: [] })
  return { idempotencyKey, reportNumber, reportedAt: request.at.toISOString(), report }
}

export function send(outgoing: ServerResponse, { status, body }: Reply): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body))
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}
