import { expect, test, vi } from 'vitest'
import { makeBridge } from '#preload/make-bridge.ts'

function setUp(prefixes = ['app:viewer:', 'app:window:']) {
  const listeners = new Map<string, (event: unknown, payload: unknown) => void>()
  const ipc = {
    invoke: vi.fn(async () => 'answer'),
    on: (name: string, listener: never) => listeners.set(name, listener),
    removeListener: (name: string) => listeners.delete(name),
  }
  return { bridge: makeBridge(ipc as never, prefixes), ipc, listeners }
}

test('the bridge has two functions and nothing else', () => {
  expect(Object.keys(setUp().bridge)).toEqual(['invoke', 'listen'])
})

test.each([
  'app:query:list',
  'app:viewer',
  'viewer:start',
  'ELECTRON_BROWSER_GET_LAST_WEB_PREFERENCES',
  '__proto__',
  'constructor',
  '',
  7,
  null,
  { toString: () => 'app:viewer:start' },
])('%j is no channel of the report window', async (name) => {
  const { bridge, ipc, listeners } = setUp()
  await expect(bridge.invoke(name as string, {})).rejects.toThrow('Not a channel')
  expect(() => bridge.listen(name as string, () => undefined)).toThrow('Not a channel')
  expect(ipc.invoke).not.toHaveBeenCalled()
  expect(listeners.size).toBe(0)
})

test('a channel of the window is asked and its answer given back', async () => {
  const { bridge, ipc } = setUp()
  expect(await bridge.invoke('app:viewer:start', { a: 1 })).toBe('answer')
  expect(ipc.invoke).toHaveBeenCalledExactlyOnceWith('app:viewer:start', { a: 1 })
})

test('a listener gets the payload and never the event, until it stops', () => {
  const { bridge, listeners } = setUp()
  const heard = vi.fn()
  const stop = bridge.listen('app:window:x', heard)
  listeners.get('app:window:x')?.({ sender: 'secret' }, { plain: true })
  expect(heard).toHaveBeenCalledExactlyOnceWith({ plain: true })
  stop()
  expect(listeners.size).toBe(0)
})
