/** One request to the bureau over a connection of its own: mutual TLS, two deadlines, no redirects, a bounded answer. */

import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { BureauError } from '#central/bureau/bureau-adapter.ts'

export interface BureauLine {
  /** `https://host:port/path`, without a trailing slash. */
  readonly url: string
  /** The only authority that is trusted, PEM. */
  readonly authority: string | Buffer
  /** Our own certificate and key, PEM. */
  readonly certificate: string | Buffer
  readonly privateKey: string | Buffer
  /** From the first packet to the end of the TLS handshake. */
  readonly connectMs: number
  /** From the first packet of the first attempt to the last byte of the answer. */
  readonly deadlineMs: number
}

export interface BureauMessage {
  readonly method: 'GET' | 'POST'
  /** Below the line's address, beginning with a slash. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The longest answer that is read. */
  readonly maxReplyBytes: number
}

export interface BureauReply {
  readonly status: number
  /** Parsed JSON, not yet checked. */
  readonly body: unknown
}

export type Exchange = (message: BureauMessage, leftMs: number) => Promise<BureauReply>

/** @returns A function that throws a `BureauError` when no whole answer came within the time left. */
export function createExchange(line: BureauLine): Exchange {
  // No connection is kept: one that the bureau has closed meanwhile would leave open whether a request was read.
  const agent = new Agent({
    ca: line.authority,
    cert: line.certificate,
    key: line.privateKey,
    minVersion: 'TLSv1.2',
    keepAlive: false,
    maxCachedSessions: 0,
  })
  return (message, leftMs) => exchange(line, agent, { message, leftMs })
}

function exchange(
  line: BureauLine,
  agent: Agent,
  { message, leftMs }: { message: BureauMessage; leftMs: number },
): Promise<BureauReply> {
  const body = message.body === undefined ? undefined : Buffer.from(JSON.stringify(message.body))
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }),
    ...message.headers,
  }
  return new Promise((resolve, reject) => {
    let isConnected = false
    const outgoing = request(`${line.url}${message.path}`, { method: message.method, agent, headers })
    const end = (error: BureauError) => {
      reject(error)
      outgoing.destroy()
    }
    const connecting = setTimeout(() => end(new BureauError('not-connected')), Math.min(line.connectMs, leftMs))
    const waiting = setTimeout(() => end(new BureauError(isConnected ? 'timed-out' : 'not-connected')), leftMs)

    outgoing.on('socket', (socket) => {
      ;(socket as TLSSocket).once('secureConnect', () => {
        isConnected = true
        clearTimeout(connecting)
        // Not a byte before the bureau has shown its certificate.
        outgoing.end(body)
      })
    })
    outgoing.on('response', (incoming) => readReply(incoming, message.maxReplyBytes).then(resolve, end))
    outgoing.on('error', (cause) => end(new BureauError(isConnected ? 'cut' : 'not-connected', { cause })))
    outgoing.on('close', () => {
      clearTimeout(connecting)
      clearTimeout(waiting)
    })
  })
}

async function readReply(incoming: IncomingMessage, maxBytes: number): Promise<BureauReply> {
  const bytes = await readBody(incoming, maxBytes)
  if (!/^application\/json\b/i.test(incoming.headers['content-type'] ?? '')) throw new BureauError(noReport(incoming))
  try {
    return {
      status: incoming.statusCode ?? 0,
      body: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    }
  } catch {
    // The parser's own message would quote the answer.
    throw new BureauError(noReport(incoming))
  }
}

/** What a body that is no JSON means: an error page tells by its status. */
function noReport({ statusCode }: IncomingMessage): 'unreadable' | 'error-status' {
  return statusCode === 200 ? 'unreadable' : 'error-status'
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > maxBytes) throw new BureauError('too-large')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof BureauError ? error : new BureauError('cut', { cause: error })
  }
  return Buffer.concat(chunks)
}

/** Counts down from a deadline. */
export function countdown(deadlineMs: number): () => number {
  const end = performance.now() + deadlineMs
  return () => Math.max(0, end - performance.now())
}
