/** One HTTPS request and its answer, with the network's errors told in our words. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Agent, request as openRequest } from 'node:https'
import { AppError } from '#contract/failure.ts'

const maxAnswerBytes = 8 * 1024 * 1024
const sliceBytes = 64 * 1024

export interface ExchangeRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Longest silence, not longest duration: a slow line is no broken line. */
  readonly timeoutMs: number
  readonly onSent?: (bytes: number) => void
}

export interface ExchangeAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** @throws {AppError} `offline`, `service-untrusted`, or `unexpected` for an answer that is too large. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>

/** A kept connection was closed by the other side before it took the request; a fresh proof may be sent again. */
export class StaleConnectionError extends AppError {
  constructor(cause: Error) {
    super('offline', 'The connection to the service was closed.', { cause })
  }
}

export function createExchange(agent: Agent): Exchange {
  return (request) =>
    new Promise((resolve, reject) => {
      const { method, url, headers, body, timeoutMs, onSent } = request
      const outgoing = openRequest(url, {
        agent,
        method,
        headers: body === undefined ? headers : { ...headers, 'content-length': String(body.length) },
      })
      const fail = (error: Error) => {
        clearTimeout(silence)
        reject(asFailure(error, outgoing.reusedSocket))
      }
      const silence = setTimeout(() => outgoing.destroy(new Error('No answer in time.')), timeoutMs)
      const noticeSent = (bytes: number) => {
        silence.refresh()
        onSent?.(bytes)
      }
      outgoing.once('error', fail)
      outgoing.once('response', (incoming) => {
        readAnswer(incoming, () => silence.refresh()).then((answer) => {
          clearTimeout(silence)
          resolve(answer)
        }, fail)
      })
      send(outgoing, body, noticeSent).catch(fail)
    })
}

async function send(
  outgoing: ReturnType<typeof openRequest>,
  body: Uint8Array | undefined,
  onSent: (bytes: number) => void,
): Promise<void> {
  for (let at = 0; body !== undefined && at < body.length; at += sliceBytes) {
    const slice = body.subarray(at, at + sliceBytes)
    await new Promise<void>((resolve, reject) => {
      outgoing.write(slice, (error) => (error ? reject(error) : resolve()))
    })
    onSent(at + slice.length)
  }
  outgoing.end()
}

async function readAnswer(incoming: IncomingMessage, onData: () => void): Promise<ExchangeAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    onData()
    size += chunk.length
    if (size > maxAnswerBytes) {
      incoming.destroy()
      throw new AppError('unexpected', 'The answer of the service is too large.')
    }
    chunks.push(chunk)
  }
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }
}

/** The network's errors in our words. */
export function asFailure(error: NodeJS.ErrnoException, isReused: boolean): AppError {
  if (error instanceof AppError) return error
  if (isReused && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) return new StaleConnectionError(error)
  if (isCertificateProblem(error.code ?? '')) {
    return new AppError('service-untrusted', 'The service shows a certificate that is not trusted here.', {
      cause: error,
    })
  }
  return new AppError('offline', 'The service cannot be reached.', { cause: error })
}

/** OpenSSL's verification results, Node's own name check, and a handshake that came to nothing. */
function isCertificateProblem(code: string): boolean {
  return /CERT|^ERR_TLS_|^ERR_SSL_|^UNABLE_TO_|^EPROTO$|^INVALID_CA$|^HOSTNAME_MISMATCH$/.test(code)
}
