import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '#test/attack/support/attack.ts'
import { canary, type NaiveWindow, openScreens, type Screens } from '#test/attack/support/screens.ts'

let screens: Screens
let naive: NaiveWindow
beforeAll(async () => {
  screens = await openScreens()
  naive = await screens.naive()
})
afterAll(() => screens.close())

attack('C09', 'the bridge growing beyond its two functions', {
  probe: async () => {
    for (const page of [screens.viewer, screens.app]) {
      const surface = await page.evaluate(() =>
        Object.entries((window as unknown as { bridge: object }).bridge).map(
          ([name, value]) => `${name} ${typeof value}`,
        ),
      )
      expect(surface).toEqual(['invoke function', 'listen function'])
      const more = await page.evaluate(() =>
        ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer', 'global'].filter(
          (name) => name in window,
        ),
      )
      expect(more).toEqual([])
    }
  },
  control: async () => {
    const found = await naive.page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window))
    return found.join(' ')
  },
})

attack('C10', 'the page’s own Array, Promise, JSON and Object changed before the bridge is used', {
  probe: async () => {
    const stolen = await screens.app.evaluate(async () => {
      const seen: string[] = []
      const original = JSON.stringify
      const kept = { map: Array.prototype.map }
      JSON.stringify = ((...args: never[]) => {
        seen.push('stringify')
        return (original as (...given: never[]) => string)(...args)
      }) as typeof original
      Array.prototype.map = function (this: unknown[], ...args: never) {
        seen.push('map')
        return (kept.map as unknown as (...given: unknown[]) => unknown[]).apply(this, args)
      } as never
      const { bridge } = window as unknown as { bridge: { invoke(name: string, input: unknown): Promise<unknown> } }
      const reply = await bridge.invoke('app:query:list', {})
      JSON.stringify = original
      Array.prototype.map = kept.map
      return { seen, isAnswered: Object.hasOwn(reply as object, 'ok') }
    })
    expect(stolen).toEqual({ seen: [], isAnswered: true })
  },
  control: () =>
    naive.page.evaluate(() => {
      const seen: string[] = []
      const original = JSON.parse
      JSON.parse = (text: string) => {
        seen.push(text)
        return original(text)
      }
      const { readFileSync } = (
        window as unknown as { require(name: string): { readFileSync(file: string, how: string): string } }
      ).require('fs')
      JSON.parse(
        JSON.stringify({
          secret: document.querySelector('#number')?.textContent,
          host: readFileSync('/etc/hostname', 'utf8'),
        }),
      )
      JSON.parse = original
      return seen.join('\n')
    }),
})

attack('B23', 'reloading, going back and forward, by key and by script', {
  probe: async () => {
    const { viewer } = screens
    const origin = await viewer.evaluate(() => performance.timeOrigin)
    for (const key of ['F5', 'Control+r', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Control+F5'])
      await viewer.keyboard.press(key)
    await viewer.evaluate(() => history.back())
    await viewer.waitForTimeout(500)
    expect(await viewer.evaluate(() => performance.timeOrigin)).toBe(origin)
    // By script it may reload; its ticket is used up then, and nothing of the report comes back.
    await viewer.evaluate(() => location.reload()).catch(() => undefined)
    await screens.app.waitForTimeout(1500)
    const text = viewer.isClosed() ? '' : await viewer.content()
    expect(Object.values(canary).filter((word) => text.includes(word))).toEqual([])
  },
  control: async () => {
    await naive.page.reload()
    const text = await naive.page.content()
    return text.includes(canary.number) ? text : ''
  },
})
