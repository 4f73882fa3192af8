import { execFileSync, spawn } from 'node:child_process'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '#test/attack/support/attack.ts'
import { canary, type NaiveWindow, openScreens, type Screens } from '#test/attack/support/screens.ts'

let screens: Screens
let naive: NaiveWindow
beforeAll(async () => {
  screens = await openScreens()
  naive = await screens.naive(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
})
afterAll(() => screens.close())

const hasCanary = (text: string) => Object.values(canary).some((word) => text.includes(word))
const selections = ['clipboard', 'primary'] as const
const sentinel = 'what was there before'

function setSelections(): void {
  for (const name of selections) {
    const child = spawn('xclip', ['-selection', name], { env: screens.env, stdio: ['pipe', 'ignore', 'ignore'] })
    child.stdin.end(sentinel)
  }
}

function readSelection(name: string): string {
  try {
    return execFileSync('xclip', ['-o', '-selection', name], { env: screens.env, encoding: 'utf8', timeout: 5000 })
  } catch {
    return ''
  }
}

/** Every way to copy with keyboard and mouse. */
async function copyByHand(page: Page): Promise<void> {
  await page.mouse.click(300, 200)
  await page.mouse.dblclick(120, 60)
  await page.mouse.click(120, 60, { clickCount: 3 })
  for (const key of ['Control+a', 'Control+c', 'Control+x', 'Shift+ArrowDown', 'Shift+End', 'Control+Insert'])
    await page.keyboard.press(key)
  await page.mouse.move(20, 20)
  await page.mouse.down()
  await page.mouse.move(600, 500, { steps: 8 })
  await page.mouse.up()
  await page.keyboard.press('Control+c')
  await page.waitForTimeout(300)
}

attack('B01', 'selecting and copying by keyboard and mouse, both selections of the screen', {
  probe: async () => {
    setSelections()
    await copyByHand(screens.viewer)
    expect(selections.map(readSelection)).toEqual([sentinel, sentinel])
  },
  control: async () => {
    setSelections()
    await copyByHand(naive.page)
    const found = selections.map((name) => `${name}: ${readSelection(name)}`).join('\n')
    return hasCanary(found) ? found : ''
  },
})

/** Copying by script. @returns What worked. */
const copyByScript = (text: string) =>
  Promise.all([
    (async () => document.execCommand('copy') && 'execCommand')(),
    (async () => navigator.clipboard.writeText(text).then(() => 'writeText'))().catch(() => false),
    (async () =>
      navigator.clipboard
        .write([new ClipboardItem({ 'text/plain': new Blob([text], { type: 'text/plain' }) })])
        .then(() => 'write'))().catch(() => false),
  ])

attack('B02', 'copying by script: execCommand, the clipboard’s functions, a picture of the canvas', {
  probe: async () => {
    setSelections()
    const worked = await screens.viewer.evaluate(copyByScript, canary.number).catch(() => [])
    expect(worked.filter(Boolean)).toEqual([])
    expect(readSelection('clipboard')).toBe(sentinel)
  },
  control: async () => {
    await naive.page.evaluate(() => getSelection()?.selectAllChildren(document.body))
    const worked = (await naive.page.evaluate(copyByScript, canary.number)).filter(Boolean)
    return worked.length > 0 ? `${worked.join(' ')}: ${readSelection('clipboard')}` : ''
  },
})

/** @returns Which events of a page went on to do what they do. */
const dispatchDefaults = (types: readonly string[]) =>
  types.filter((type) => {
    const event = type.startsWith('drag') || type === 'drop' ? DragEvent : MouseEvent
    return (document.querySelector('canvas, #page, h1') ?? document.body).dispatchEvent(
      new event(type, { bubbles: true, cancelable: true }),
    )
  })

attack('B03', 'dragging out, dropping in', {
  probe: async () => {
    expect(await screens.viewer.evaluate(dispatchDefaults, ['dragstart', 'drop'])).toEqual([])
    await screens.viewer.mouse.move(300, 300)
    await screens.viewer.mouse.down()
    await screens.viewer.mouse.move(5, 5, { steps: 5 })
    await screens.viewer.mouse.up()
    expect(screens.viewer.url()).toContain('app://viewer/')
  },
  control: async () => (await naive.page.evaluate(dispatchDefaults, ['dragstart', 'drop'])).join(' '),
})

attack('B04', 'the context menu', {
  probe: async () => expect(await screens.viewer.evaluate(dispatchDefaults, ['contextmenu'])).toEqual([]),
  control: async () => (await naive.page.evaluate(dispatchDefaults, ['contextmenu'])).join(' '),
})

const find = (text: string) => {
  getSelection()?.removeAllRanges()
  return Boolean((window as unknown as { find?(text: string): boolean }).find?.(text))
}

attack('B13', 'searching the page for a name', {
  probe: async () => {
    for (const word of Object.values(canary)) expect(await screens.viewer.evaluate(find, word)).toBe(false)
  },
  control: async () => ((await naive.page.evaluate(find, canary.name)) ? `found ${canary.name}` : ''),
})

async function accessibilityTree(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page)
  return JSON.stringify((await client.send('Accessibility.getFullAXTree')).nodes)
}

attack('B14', 'the accessibility tree', {
  probe: async () => {
    const tree = await accessibilityTree(screens.viewer)
    expect(tree).toContain('关闭报告')
    expect(hasCanary(tree)).toBe(false)
  },
  control: async () => {
    const tree = await accessibilityTree(naive.page)
    return hasCanary(tree) ? tree : ''
  },
})

/** @returns Pixels of every canvas that a script can reach. */
const readCanvases = () =>
  [...document.querySelectorAll('canvas')].map((canvas) => {
    try {
      return canvas.toDataURL().slice(0, 4000)
    } catch {
      return ''
    }
  })

attack('B15', 'the canvas turned into data by a script of the page', {
  probe: async () => {
    expect((await screens.viewer.evaluate(readCanvases)).filter(Boolean)).toEqual([])
    const left = await screens.viewer.evaluate(() =>
      ['toDataURL', 'toBlob', 'captureStream', 'transferControlToOffscreen'].filter(
        (name) => (document.createElement('canvas') as unknown as Record<string, unknown>)[name] !== undefined,
      ),
    )
    expect(left).toEqual([])
    expect(
      await screens.viewer.evaluate(() =>
        ['MediaRecorder', 'OffscreenCanvas', 'VideoFrame'].filter(
          (name) =>
            typeof (window as unknown as Record<string, unknown>)[name] === 'function' && name !== 'MediaRecorder',
        ),
      ),
    ).toEqual([])
  },
  control: async () => (await naive.page.evaluate(readCanvases)).join('\n'),
})

const captureMedia = async () => {
  const ways = [
    () => navigator.mediaDevices.getDisplayMedia({ video: true }),
    () => navigator.mediaDevices.getUserMedia({ video: true }),
  ]
  const found = await Promise.all(
    ways.map((way) =>
      Promise.race([
        way().then(
          (stream) => stream.id,
          () => '',
        ),
        new Promise<string>((resolve) => setTimeout(resolve, 3000, '')),
      ]),
    ),
  )
  return found.filter(Boolean)
}

attack('B16', 'the screen or a camera as a stream', {
  probe: async () => expect(await screens.viewer.evaluate(captureMedia).catch(() => [])).toEqual([]),
  control: async () => {
    const streams = await naive.page.evaluate(captureMedia).catch(() => [])
    return streams.length > 0 ? `streams ${streams.join(' ')}` : ''
  },
})
