/** A service on HTTPS whose answers a test chooses; for the client's side of the wire. */

import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { makeServerCertificate } from '#scripts/certificates.ts'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
  readonly proof: Record<string, unknown>
}

export interface GivenAnswer {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** `undefined`: the connection is cut without an answer. */
export type AnswerWith = (
  request: SeenRequest,
  count: number,
) => GivenAnswer | undefined | Promise<GivenAnswer | undefined>

export async function anHttpsService(answerWith: AnswerWith) {
  const { authority, certificate, privateKey } = await makeServerCertificate(
    { dns: ['localhost'], ip: ['127.0.0.1'] },
    new Date(),
  )
  const seen: SeenRequest[] = []
  const server = createServer({ cert: certificate, key: privateKey }, async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const proof = incoming.headers['dpop']
    seen.push({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks),
      proof: typeof proof === 'string' ? decodeJwt(proof) : {},
    })
    const answer = await answerWith(seen.at(-1) as SeenRequest, seen.length)
    if (!answer) return void incoming.socket.destroy()
    const { status = 200, headers = {}, body = {} } = answer
    const bytes =
      body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `https://localhost:${port}`,
    authority,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
