/** Lets tus-js-client speak through our own exchange: pinned CA, proofs, time limits, errors in our words. */

import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import type { Exchange, ExchangeAnswer } from '#main/service/exchange.ts'
import type { RequestSigner } from '#main/service/request-signer.ts'

/** Longest silence while a piece of a file is on its way. */
const timeoutMs = 30_000

export function createTusHttpStack(exchange: Exchange, signer: RequestSigner, token: string): HttpStack {
  return {
    getName: () => 'exchange',
    createRequest: (method, url) => createRequest({ method, url, exchange, signer, token }),
  }
}

interface RequestParts {
  readonly method: string
  readonly url: string
  readonly exchange: Exchange
  readonly signer: RequestSigner
  readonly token: string
}

function createRequest({ method, url, exchange, signer, token }: RequestParts): HttpRequest {
  const headers: Record<string, string> = {}
  let onSent: (bytes: number) => void = () => undefined

  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader: (name, value) => {
      headers[name.toLowerCase()] = value
    },
    getHeader: (name) => headers[name.toLowerCase()],
    setProgressHandler: (handler) => {
      onSent = handler
    },
    async send(body: Uint8Array | undefined): Promise<HttpResponse> {
      const proof = await signer.sign({ method, url, token })
      const answer = await exchange({
        method,
        url,
        headers: { ...headers, ...proof },
        // An empty POST says so, or the service would wait for chunks.
        ...(method === 'HEAD' ? {} : { body: body ?? new Uint8Array() }),
        timeoutMs,
        onSent,
      })
      signer.noticeNonce(answer.headers)
      return asResponse(answer)
    },
    abort: async () => undefined,
    getUnderlyingObject: () => undefined,
  }
}

function asResponse({ status, headers, body }: ExchangeAnswer): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => {
      const value = headers[name.toLowerCase()]
      return Array.isArray(value) ? value[0] : value
    },
    getBody: () => body.toString('utf8'),
    getUnderlyingObject: () => undefined,
  }
}
