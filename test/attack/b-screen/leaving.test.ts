import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '#test/attack/support/attack.ts'
import { listeningPorts } from '#test/attack/support/observers.ts'
import { canary, type NaiveWindow, openScreens, type Screens } from '#test/attack/support/screens.ts'

let screens: Screens
let naive: NaiveWindow
beforeAll(async () => {
  screens = await openScreens()
  naive = await screens.naive()
})
afterAll(() => screens.close())

/** Whatever a page says while something is tried on it. */
async function consoleOf(page: Page, trying: () => Promise<unknown>): Promise<string> {
  const lines: string[] = []
  const hear = (message: { text(): string }) => void lines.push(message.text())
  page.on('console', hear)
  await trying()
  await page.waitForTimeout(300)
  page.off('console', hear)
  return lines.join('\n')
}

const hostile = [
  ...['data:text/html,x', 'file:///etc/passwd', 'view-source:app://viewer/viewer/index.html'],
  ...[
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'https://example.org/',
    'app://login/login/index.html',
  ],
  ...['javascript:document.title="x"', 'blob:app://viewer/1'],
]

/** @returns Windows that a script got hold of. */
const openWindows = () =>
  ['about:blank', 'https://example.org/', 'data:text/html,x'].filter((url) => {
    try {
      return Boolean(window.open?.(url, 'named')) || Boolean(window.open?.(url, '_blank', 'noopener=no'))
    } catch {
      return false
    }
  })

attack('B10', 'a second window: by script, by name, by link, by middle, Ctrl and Shift click', {
  probe: async () => {
    const before = screens.branch.stage.program.windows().length
    expect(await screens.viewer.evaluate(openWindows)).toEqual([])
    await screens.viewer.evaluate(() => {
      const link = document.createElement('a')
      Object.assign(link, { href: 'https://example.org/', target: '_blank', id: 'evil', textContent: 'x' })
      link.style.cssText = 'position:fixed;left:300px;top:300px;font-size:40px;z-index:9'
      document.body.append(link)
    })
    for (const options of [
      {},
      { button: 'middle' as const },
      { modifiers: ['Control' as const] },
      { modifiers: ['Shift' as const] },
    ])
      await screens.viewer.click('#evil', { ...options, timeout: 2000 }).catch(() => undefined)
    await screens.viewer.evaluate(() => document.querySelector('#evil')?.remove())
    expect(screens.branch.stage.program.windows()).toHaveLength(before)
  },
  control: async () => {
    await naive.page.evaluate(openWindows)
    await naive.page.waitForTimeout(800)
    const count = naive.program.windows().length
    return count > 1 ? `${count} windows` : ''
  },
})

/** @returns Frames and plug-ins that could be put into the page. */
const embed = async () => {
  for (const name of ['iframe', 'object', 'embed', 'webview', 'portal', 'fencedframe']) {
    try {
      const element = document.createElement(name)
      element.setAttribute(name === 'object' ? 'data' : 'src', 'data:text/html,x')
      document.body.append(element)
    } catch {
      // Refused.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  return window.length
}

attack('B11', 'another document inside: frame, object, embed, webview, portal', {
  probe: async () => {
    await screens.viewer.evaluate(embed).catch(() => 0)
    expect(screens.viewer.frames()).toHaveLength(1)
  },
  control: async () => {
    await naive.page.evaluate(embed)
    const frames = naive.page.frames().length
    return frames > 1 ? `${frames} frames` : ''
  },
})

/** Every way of a page to speak to somebody. */
const speak = async (port: number) => {
  const url = `http://127.0.0.1:${port}/${'x'.repeat(10)}`
  const attempts = [
    () => fetch(url, { mode: 'no-cors' }),
    () => new Image().setAttribute('src', url),
    () => navigator.sendBeacon?.(url, 'x'),
    () => new WebSocket(`ws://127.0.0.1:${port}/`),
    () => new EventSource(url),
    () => new Worker(url),
    () => import(/* @vite-ignore */ url),
    () => {
      const form = document.createElement('form')
      Object.assign(form, { action: url, method: 'post', target: '_blank' })
      document.body.append(form)
      form.submit()
    },
    () => {
      const style = document.createElement('style')
      style.textContent = `body::after{content:url(${url})} @font-face{font-family:x;src:url(${url})}`
      document.head.append(style)
    },
    ...['preconnect', 'prefetch', 'dns-prefetch', 'stylesheet', 'preload'].map((rel) => () => {
      const link = document.createElement('link')
      Object.assign(link, { rel, href: url })
      document.head.append(link)
    }),
    async () => {
      const peer = new RTCPeerConnection({
        iceServers: [{ urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'x', credential: 'x' }],
      })
      peer.createDataChannel('x')
      await peer.setLocalDescription(await peer.createOffer())
    },
    () => navigator.serviceWorker?.register(url),
  ]
  for (const attempt of attempts) {
    try {
      const result: unknown = attempt()
      if (result instanceof Promise) result.catch(() => undefined)
    } catch {
      // Refused.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1500))
}

async function connectionsWhile(trying: (port: number) => Promise<unknown>): Promise<number> {
  let count = 0
  const server = createServer((socket) => {
    count += 1
    socket.on('error', () => undefined).destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  await trying((server.address() as AddressInfo).port).catch(() => undefined)
  server.close()
  return count
}

attack('B12', 'a word to somebody outside: request, picture, beacon, socket, WebRTC, form, style, worker, prefetch', {
  probe: async () => {
    expect(await connectionsWhile((port) => screens.viewer.evaluate(speak, port))).toBe(0)
    expect(screens.viewer.url()).toMatch(/^app:\/\/viewer\//)
  },
  control: async () => {
    const other = await screens.naive()
    const count = await connectionsWhile((port) => other.page.evaluate(speak, port))
    other.program.process().kill('SIGKILL')
    return count > 0 ? `${count} connections` : ''
  },
})

attack('B21', 'zooming out to photograph the whole report at once', {
  probe: async () => {
    const zooms = () =>
      screens.branch.stage.program.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((page) => page.getZoomFactor()),
      )
    const before = await zooms()
    for (let step = 0; step < 12; step += 1) await screens.viewer.keyboard.press('Control+-')
    await screens.viewer.mouse.wheel(0, 50)
    expect(await zooms()).toEqual(before)
  },
  control: async () => {
    await naive.program.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(0.3),
    )
    await naive.page.waitForTimeout(300)
    const zoom = await naive.program.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    )
    return zoom !== undefined && zoom < 0.5 ? `shown at ${zoom}` : ''
  },
})

attack('B22', 'a spell-checker, a translation, a suggestion that asks somebody outside', {
  probe: async () => {
    const { program } = screens.branch.stage
    const isOn = await program.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((page) => page.session.isSpellCheckerEnabled()),
    )
    expect(isOn).not.toContain(true)
    expect(listeningPorts(program.process().pid ?? 0).filter((port) => port === 9222)).toEqual([])
  },
  control: async () => {
    const isOn = await naive.program.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((page) => page.session.isSpellCheckerEnabled()),
    )
    return isOn.includes(true) ? 'the spell-checker is on, and fetches its dictionaries' : ''
  },
})

attack('B24', 'the console: errors with what stands in the report', {
  probe: async () => {
    const text = await consoleOf(screens.viewer, async () => {
      await screens.viewer.keyboard.press('PageDown')
      await screens.viewer.evaluate(() => {
        setTimeout(() => {
          throw new Error('a page that fails')
        }, 0)
        void Promise.reject(new Error('and another'))
      })
    })
    expect(Object.values(canary).filter((word) => text.includes(word))).toEqual([])
  },
  control: () =>
    consoleOf(naive.page, () =>
      naive.page.evaluate(() => console.error(document.querySelector('#number')?.textContent)),
    ),
})

attack('B09', 'leaving for another document: source, data, script, file, developer tools', {
  probe: async () => {
    for (const url of hostile) {
      await screens.viewer.evaluate((to) => location.assign(to), url).catch(() => undefined)
      await screens.viewer.waitForTimeout(150)
      const state = await screens.viewer.evaluate(() => `${location.href} ${document.querySelector('#stage') !== null}`)
      expect([url, state]).toEqual([url, 'app://viewer/viewer/index.html true'])
    }
    // An empty document cannot be prevented: the report's process ends with it.
    const closed = screens.viewer.waitForEvent('close', { timeout: 5000 })
    await screens.viewer.evaluate(() => location.assign('about:blank')).catch(() => undefined)
    await closed.catch((error: unknown) => expect(String(error)).toContain('crashed'))
  },
  control: async () => {
    const other = await screens.naive()
    await other.page.evaluate(() => location.assign('about:blank')).catch(() => undefined)
    await other.page.waitForTimeout(800)
    const { page, program } = other
    const url = page.url()
    program.process().kill('SIGKILL')
    return url === 'about:blank' ? `left for ${url}` : ''
  },
})
