import type { Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { hardenSession } from '#main/platform/harden-session.ts'
import { aLog } from '#test/support/client-parts.ts'

// biome-ignore lint/suspicious/noExplicitAny: the captured handlers have eight different signatures.
type Handler = (...args: any[]) => unknown

function harden() {
  const captured: Record<string, Handler> = {}
  const capture = (name: string) => (handler: Handler) => {
    captured[name] = handler
  }
  const session = {
    setPermissionRequestHandler: capture('request'),
    setPermissionCheckHandler: capture('check'),
    setDevicePermissionHandler: capture('device'),
    setDisplayMediaRequestHandler: capture('display'),
    on: (name: string, listener: Handler) => {
      captured[name] = listener
    },
    webRequest: { onBeforeRequest: capture('before') },
    setSpellCheckerEnabled: vi.fn(),
    setProxy: vi.fn(async () => undefined),
  }
  hardenSession(session as unknown as Session, (url) => url === 'app://app/app/index.html', aLog().log)
  return { captured, session }
}

const permissions = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'usb',
  'window-management',
  'unknown',
  'a permission nobody has thought of',
]

test.each(permissions)('%s is not granted', (permission) => {
  const { captured } = harden()
  const answer = vi.fn()
  captured['request']?.(null, permission, answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith(false)
  expect(captured['check']?.(null, permission)).toBe(false)
  expect(captured['device']?.({ deviceType: permission })).toBe(false)
})

test('no screen is shared', () => {
  const answer = vi.fn()
  harden().captured['display']?.({}, answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith({})
})

test('no download begins', () => {
  const preventDefault = vi.fn()
  harden().captured['will-download']?.({ preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
})

test.each([
  ['app://app/app/index.html', false],
  ['https://example.org/', true],
  ['http://127.0.0.1/', true],
  ['ws://127.0.0.1/', true],
  ['file:///etc/passwd', true],
  ['devtools://devtools/', true],
])('a request for %s is cancelled: %s', (url, cancel) => {
  const answer = vi.fn()
  harden().captured['before']?.({ url }, answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel })
})

test('no proxy is asked and no dictionary is fetched', () => {
  const { session } = harden()
  expect(session.setProxy).toHaveBeenCalledWith({ mode: 'direct' })
  expect(session.setSpellCheckerEnabled).toHaveBeenCalledWith(false)
})
