import type { Session } from 'electron'
import { expect, test } from 'vitest'
import { hardenedWebPreferences } from '#main/windows/web-preferences.ts'

const session = {} as Session
const packaged = hardenedWebPreferences({ preload: '/app/out/preload/app.cjs', session, isProduction: true })

test.each(
  Object.entries({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    devTools: false,
    spellcheck: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    webgl: false,
    enableWebSQL: false,
    images: true,
    autoplayPolicy: 'user-gesture-required',
    v8CacheOptions: 'none',
    disableBlinkFeatures: 'Auxclick',
  }),
)('a packaged window has %s = %s', (name, value) => {
  expect(packaged).toHaveProperty(name, value)
})

test.each(['enableBlinkFeatures', 'partition', 'offscreen', 'nativeWindowOpen'])('%s is not set at all', (name) => {
  expect(packaged).not.toHaveProperty(name)
})

test('a window gets one preload, its own session and no arguments', () => {
  expect(packaged).toMatchObject({ preload: '/app/out/preload/app.cjs', additionalArguments: [] })
  expect(packaged.session).toBe(session)
})
