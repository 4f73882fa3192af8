/** The service's events as they come (server-sent events, WHATWG HTML section 9.2). */

import { type Agent, request as openRequest } from 'node:https'
import { createParser } from 'eventsource-parser'
import { AppError } from '#contract/failure.ts'
import { eventSilenceMs, getEvents, ServiceEvent } from '#contract/http/events.ts'
import { asFailure } from './exchange.ts'
import { parseJson, readFailure } from './read-failure.ts'
import type { RequestSigner } from './request-signer.ts'

export interface EventListener {
  /** The stream is open: the session is good at this moment. */
  onOpen(): void
  onEvent(event: ServiceEvent): void
}

/**
 * Opens the stream and stays until it ends.
 *
 * @throws {AppError} What the service answered instead, or `offline` when the line is lost or silent for too long.
 */
export type OpenEvents = (token: string, listener: EventListener, signal: AbortSignal) => Promise<void>

export interface EventStreamDependencies {
  readonly serviceUrl: string
  readonly agent: Agent
  readonly signer: RequestSigner
}

/** The service says something every five seconds; the connection is lost when it has missed two. */
const longestSilenceMs = eventSilenceMs

export function createEventStream({ serviceUrl, agent, signer }: EventStreamDependencies): OpenEvents {
  const url = serviceUrl + getEvents.url

  return async (token, listener, signal) => {
    const proof = await signer.sign({ method: getEvents.method, url, token })
    await new Promise<void>((resolve, reject) => {
      const fail = (error: Error) => reject(asFailure(error, false))
      const outgoing = openRequest(url, {
        agent,
        method: getEvents.method,
        headers: { accept: 'text/event-stream', ...proof },
        signal,
      })
      outgoing.setTimeout(longestSilenceMs, () => outgoing.destroy(new Error('Nothing was heard for too long.')))
      outgoing.once('error', fail)
      outgoing.once('response', (incoming) => {
        signer.noticeNonce(incoming.headers)
        const read = incoming.statusCode === 200 ? readEvents(incoming, listener) : refuse(incoming)
        read.then(resolve, fail)
      })
      outgoing.end()
    })
  }
}

async function readEvents(incoming: AsyncIterable<Buffer>, { onOpen, onEvent }: EventListener): Promise<void> {
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = ServiceEvent.safeParse(parseJson(data))
      // A newer service may tell more than this client knows; what it does not know it looks up.
      onEvent(event.success ? event.data : { type: 'session-changed' })
    },
  })
  const decoder = new TextDecoder()
  onOpen()
  for await (const chunk of incoming) parser.feed(decoder.decode(chunk, { stream: true }))
  throw new AppError('offline', 'The service closed the stream of events.')
}

async function refuse(incoming: AsyncIterable<Buffer>): Promise<never> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  throw readFailure(Buffer.concat(chunks))
}
