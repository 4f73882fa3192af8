import { afterEach, expect, test } from 'vitest'
import type { ServiceEvent } from '#contract/http/events.ts'
import { createEventStream } from '#main/service/event-stream.ts'
import { createTrustedAgent } from '#main/service/trusted-agent.ts'
import { aClient } from '#test/support/client-parts.ts'
import { type AnswerWith, anHttpsService } from '#test/support/https-service.ts'

const open: { close(): void | Promise<void> }[] = []
afterEach(async () => {
  for (const { close } of open.splice(0)) await close()
})

/** Reads the stream to its end. @returns What was heard and how it ended. */
async function listen(answerWith: AnswerWith) {
  const service = await anHttpsService(answerWith)
  const { signer, close } = aClient(service, service.authority)
  const agent = createTrustedAgent(service.authority)
  open.push({ close }, { close: () => agent.destroy() }, service)
  const heard: (ServiceEvent | 'open')[] = []
  const listener = { onOpen: () => void heard.push('open'), onEvent: (event: ServiceEvent) => void heard.push(event) }
  const ending = await createEventStream({ serviceUrl: service.origin, agent, signer })(
    'a-token',
    listener,
    new AbortController().signal,
  ).catch((error: unknown) => error)
  return { heard, ending, seen: service.seen }
}

const stream = (body: string) => ({ headers: { 'content-type': 'text/event-stream' }, body })

test('events are heard in order, comments are not, and the request proves who asks', async () => {
  const { heard, ending, seen } = await listen(() =>
    stream(': open\n\ndata: {"type":"session-changed"}\n\n: still here\n\n'),
  )
  expect(heard).toEqual(['open', { type: 'session-changed' }])
  expect(ending).toMatchObject({ code: 'offline' })
  expect(seen[0]).toMatchObject({ method: 'GET', path: '/events', proof: { htm: 'GET', ath: expect.any(String) } })
})

test('an event this client does not know makes it look, not fail', async () => {
  const { heard } = await listen(() => stream('data: {"type":"tea-is-ready"}\n\ndata: no json\n\n'))
  expect(heard).toEqual(['open', { type: 'session-changed' }, { type: 'session-changed' }])
})

test("the service's refusal is thrown with its code", async () => {
  const { heard, ending } = await listen(() => ({ status: 401, body: { code: 'session-ended', message: 'Over.' } }))
  expect(heard).toEqual([])
  expect(ending).toMatchObject({ code: 'session-ended' })
})

test('a connection that is cut is a lost line', async () => {
  expect((await listen(() => undefined)).ending).toMatchObject({ code: 'offline' })
})
