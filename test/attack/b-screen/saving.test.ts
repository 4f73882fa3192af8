import { globSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
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

const hasCanary = (text: string) => Object.values(canary).some((word) => text.includes(word))
/** @returns What is heard of printing within a second. */
const tryToPrint = () =>
  new Promise<string>((resolve) => {
    addEventListener('beforeprint', () => resolve('beforeprint was heard'))
    setTimeout(() => resolve(''), 1500)
    setTimeout(() => {
      if (typeof window.print === 'function') window.print()
      document.execCommand('print')
    }, 0)
  })

attack('B06', 'printing into a file, by the main process or over the page', {
  probe: async () => {
    const bundles = globSync('out/main/*.cjs')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const banned = [
      'printToPDF',
      'savePage',
      'capturePage',
      'beginFrameSubscription',
      'startDrag',
      'takeHeapSnapshot',
      'desktopCapturer',
      'contentTracing',
      'getPrintersAsync',
      'setDownloadPath',
    ]
    expect(banned.filter((name) => bundles.includes(name))).toEqual([])
    await screens.viewer.emulateMedia({ media: 'print' })
    const { channels } = await sharp(await screens.viewer.screenshot()).stats()
    await screens.viewer.emulateMedia({ media: 'screen' })
    expect(
      channels
        .map(({ min }) => min)
        .slice(0, 3)
        .every((level) => level > 200),
    ).toBe(true)
  },
  control: async () => {
    await naive.page.emulateMedia({ media: 'print' })
    const picture = await naive.page.screenshot()
    await naive.page.emulateMedia({ media: 'screen' })
    const { channels } = await sharp(picture).stats()
    return (channels[0]?.min ?? 255) < 100 ? picture : ''
  },
})

async function snapshot(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page)
  const { data } = await client.send('Page.captureSnapshot', { format: 'mhtml' })
  const text = data.replace(/=\r?\n/g, '')
  return (
    text +
    Buffer.from(
      text.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8')
  )
}

attack('B07', 'saving the page, as one file and by Ctrl+S', {
  probe: async () => {
    expect(hasCanary(await snapshot(screens.viewer))).toBe(false)
    const before = screens.branch.stage.program.windows().length
    await screens.viewer.keyboard.press('Control+s')
    expect(screens.branch.stage.program.windows()).toHaveLength(before)
  },
  control: async () => {
    const text = await snapshot(naive.page)
    return hasCanary(text) ? text : ''
  },
})

/** Saving by script. @returns What is there to save with. */
const tryToSave = async () => {
  const link = document.createElement('a')
  link.download = 'report.txt'
  link.href = 'data:text/plain,report'
  document.body.append(link)
  link.click()
  const pickers = ['showSaveFilePicker', 'showDirectoryPicker'].filter(
    (name) => typeof (window as unknown as Record<string, unknown>)[name] === 'function',
  )
  const storage = await navigator.storage?.getDirectory?.().then(
    async (folder) => {
      await folder.getFileHandle('report', { create: true })
      return ['origin-private file']
    },
    () => [],
  )
  return [...pickers, ...(storage ?? [])]
}

attack('B08', 'a download link, a file picker, the origin’s private files', {
  probe: async () => {
    let downloads = 0
    screens.viewer.on('download', () => {
      downloads += 1
    })
    const found = await screens.viewer.evaluate(tryToSave).catch(() => [])
    await screens.viewer.waitForTimeout(500)
    expect(downloads).toBe(0)
    expect(found.filter((name) => name.startsWith('show'))).toEqual([])
  },
  control: async () => {
    await naive.page.evaluate(tryToSave).catch(() => [])
    await naive.page.waitForTimeout(800)
    return naive.output().includes('DOWNLOAD') ? naive.output() : ''
  },
})

attack('B05', 'printing by script and by key', {
  probe: async () => {
    expect(await screens.viewer.evaluate(tryToPrint)).toBe('')
    const before = screens.branch.stage.program.windows().length
    await screens.viewer.keyboard.press('Control+p')
    expect(screens.branch.stage.program.windows()).toHaveLength(before)
  },
  control: () =>
    Promise.race([
      naive.page.evaluate(tryToPrint).catch(() => ''),
      new Promise<string>((resolve) => setTimeout(resolve, 8000, 'a dialog holds the page')),
    ]),
})
