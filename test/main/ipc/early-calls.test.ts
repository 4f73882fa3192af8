import { expect, test, vi } from 'vitest'
import { chooseLanguage, logIn, readLoginState, reportPainted, requestEnrolment } from '#contract/ipc/shell.ts'
import { earlyChannels, takeEarlyCalls } from '#main/ipc/early-calls.ts'

type Listener = (event: unknown, ...args: unknown[]) => unknown

function setUp() {
  const listeners = new Map<string, Listener>()
  const ipc = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) }
  const onPainted = vi.fn()
  const early = takeEarlyCalls(ipc as never, onPainted)
  const call = (name: string, input: unknown) => listeners.get(name)?.('event', input)
  return { early, call, onPainted, listeners }
}

test('the names are those of the contract', () => {
  expect(earlyChannels.painted).toBe(reportPainted.name)
  expect([...earlyChannels.others].toSorted()).toEqual(
    [readLoginState, requestEnrolment, logIn, chooseLanguage].map(({ name }) => name).toSorted(),
  )
})

test('a call that came early is answered when its answer is there, with what it brought', async () => {
  const { early, call } = setUp()
  const asked = call(readLoginState.name, { hello: 1 })
  const answer = vi.fn(async () => 'state')
  early.handle(readLoginState.name, answer as never)
  expect(await asked).toBe('state')
  expect(answer).toHaveBeenCalledExactlyOnceWith('event', { hello: 1 })
  expect(await call(readLoginState.name, { hello: 2 })).toBe('state')
})

test('the first paint is told at once, before anybody answers', () => {
  const { call, onPainted } = setUp()
  void call(reportPainted.name, {})
  expect(onPainted).toHaveBeenCalledExactlyOnceWith('event')
})

test('every other channel goes straight to Electron', () => {
  const { early, listeners } = setUp()
  early.handle('app:query:list', (() => 'list') as never)
  expect(listeners.get('app:query:list')?.('event')).toBe('list')
})
