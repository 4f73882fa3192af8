import { expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import type { EventListener } from '#main/service/event-stream.ts'
import { createSessionWatch } from '#main/session/session-watch.ts'

/** A watch on a stream that the test opens and breaks, with a clock that only pauses move. */
function setUp() {
  let now = 1000
  const streams: { listener: EventListener; break: (error: Error) => void }[] = []
  const session = { token: () => 'token', look: vi.fn(async () => undefined), noticeFailure: vi.fn() }
  const onLost = vi.fn()
  const onQueryStopChanged = vi.fn()
  const watch = createSessionWatch({
    session: session as never,
    openEvents: (_token, listener, signal) =>
      new Promise((_resolve, reject) => {
        streams.push({ listener, break: reject })
        signal.addEventListener('abort', () => reject(new Error('stopped')))
      }),
    onLost,
    onChanged: vi.fn(),
    onToDoChanged: vi.fn(),
    onQueryStopChanged,
    clock: () => now,
    pause: async (milliseconds) => {
      now += milliseconds
    },
  })
  const stream = async (index: number) => vi.waitFor(() => streams[index] ?? expect.fail('not opened yet'))
  return {
    watch,
    session,
    onLost,
    onQueryStopChanged,
    streams,
    stream,
    pass: (milliseconds: number) => (now += milliseconds),
  }
}

const offline = new AppError('offline', 'The line is down.')

test('a stop of queries is handed on without asking about the session', async () => {
  const { watch, session, onQueryStopChanged, stream } = setUp()
  watch.start()
  const { listener } = await stream(0)
  listener.onOpen()
  listener.onEvent({ type: 'query-stop-changed' })
  expect(onQueryStopChanged).toHaveBeenCalledOnce()
  expect(session.look).not.toHaveBeenCalled()
})

test('an event makes it ask whether the session still is', async () => {
  const { watch, session, stream } = setUp()
  watch.start()
  const { listener } = await stream(0)
  listener.onOpen()
  listener.onEvent({ type: 'session-changed' })
  await vi.waitFor(() => expect(session.look).toHaveBeenCalledOnce())
})

test('a stream that breaks off is opened again, and a refusal is passed on', async () => {
  const { watch, session, stream } = setUp()
  watch.start()
  ;(await stream(0)).break(offline)
  const ended = new AppError('session-ended', 'Over.')
  ;(await stream(1)).break(ended)
  await stream(2)
  expect(session.noticeFailure.mock.calls).toEqual([
    [offline, 'token'],
    [ended, 'token'],
  ])
})

test('a line lost for ten seconds is told once, until it is heard again', async () => {
  const { watch, onLost, stream } = setUp()
  watch.start()
  for (let attempt = 0; attempt < 15; attempt += 1) (await stream(attempt)).break(offline)
  await stream(15)
  expect(onLost).toHaveBeenCalledOnce()

  const heard = await stream(15)
  heard.listener.onOpen()
  heard.break(offline)
  for (let attempt = 16; attempt < 30; attempt += 1) (await stream(attempt)).break(offline)
  await stream(30)
  expect(onLost).toHaveBeenCalledTimes(2)
})

test('a stream that was open for hours and breaks off is not lost at once', async () => {
  const { watch, onLost, stream, pass } = setUp()
  watch.start()
  const { listener, break: cut } = await stream(0)
  listener.onOpen()
  pass(3_600_000)
  cut(offline)
  await stream(1)
  expect(onLost).not.toHaveBeenCalled()
})

test('after stop nothing is opened any more', async () => {
  const { watch, streams, stream } = setUp()
  watch.start()
  await stream(0)
  watch.stop()
  await new Promise((resolve) => {
    setTimeout(resolve, 20)
  })
  expect(streams).toHaveLength(1)
})
