import type { WebContents } from 'electron'
import { expect, test, vi } from 'vitest'
import { hardenContents } from '#main/windows/harden-contents.ts'
import { aLog } from '#test/support/client-parts.ts'

function harden() {
  const listeners = new Map<string, (event: { preventDefault(): void }, url?: string) => void>()
  let openWindow: (details: { url: string }) => unknown = () => undefined
  const contents = {
    on: (name: string, listener: never) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: never) => {
      openWindow = handler
    },
    setVisualZoomLevelLimits: vi.fn(async () => undefined),
  }
  hardenContents(contents as unknown as WebContents, aLog().log)
  return { listeners, openWindow }
}

const hostile = [
  'https://evil.example/',
  'http://localhost/',
  'app://login@evil/login/index.html',
  'app://login.evil/login/index.html',
  'app://login./login/index.html',
  'APP://login/login/index.html',
  'app://viewer/viewer/index.html',
  'app://login/%6cogin/index.html',
  'javascript:alert(1)',
  'blob:app://login/1',
  'data:text/html,x',
  'view-source:app://login/login/index.html',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  'about:blank',
  'file:///etc/passwd',
  'app://login/login/index.html',
]

test.each(
  ['will-navigate', 'will-frame-navigate', 'will-redirect'].flatMap((name) => hostile.map((url) => ({ name, url }))),
)('$name to $url is prevented', ({ name, url }) => {
  const preventDefault = vi.fn()
  harden().listeners.get(name)?.({ preventDefault }, url)
  expect(preventDefault).toHaveBeenCalledOnce()
})

test('no page opens a window', () => {
  for (const url of hostile) expect(harden().openWindow({ url })).toEqual({ action: 'deny' })
})

test('no page embeds another', () => {
  const preventDefault = vi.fn()
  harden().listeners.get('will-attach-webview')?.({ preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
})

test('nobody listens for a context menu', () => {
  expect([...harden().listeners.keys()]).not.toContain('context-menu')
})
