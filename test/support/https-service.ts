/** A service on HTTPS whose answers a test chooses; for the client's side of the wire. */

import type { IncomingMessage, ServerResponse } from 'node:http'
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

export async function anHttpsService(answerWith: AnswerWith, certifiedNames: readonly string[] = ['localhost']) {
  const { authority, certificate, privateKey } = await makeServerCertificate(
    { dns: certifiedNames, ip: [] },
    new Date(),
  )
  const seen: SeenRequest[] = []
  const server = createServer({ cert: certificate, key: privateKey }, async (incoming, outgoing) => {
    const request = await readRequest(incoming)
    seen.push(request)
    const answer = await answerWith(request, seen.length)
    if (answer) send(outgoing, answer)
    else incoming.socket.destroy()
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

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { method = '', url: path = '', headers } = incoming
  const proof = headers['dpop']
  return {
    method,
    path,
    headers,
    body: Buffer.concat(chunks),
    proof: typeof proof === 'string' ? decodeJwt(proof) : {},
  }
}

function send(outgoing: ServerResponse, { status = 200, headers = {}, body = {} }: GivenAnswer): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
  outgoing.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body))
}
