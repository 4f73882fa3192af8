import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { greyImageOf } from '#central/watermark/grey-image.ts'
import { readWatermark } from '#central/watermark/read-watermark.ts'
import { pageShown } from '#scripts/demo/person.ts'
import { type Branch, fillQuery, openBranch, subject } from '#test/support/branch.ts'
import { readEntries } from '#test/support/log-entries.ts'

let branch: Branch
let viewer: Page
beforeAll(async () => {
  branch = await openBranch()
  const { person } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  viewer = await person.openReport(app)
  await pageShown(viewer)
})
afterAll(() => branch.close())

/** The subject, a title of a section that not everybody has, a page number. */
const ofTheReport = [subject.name, subject.idNumber, '信贷交易', '个人基本信息', '第 1']

test('a screenshot of the window says whose viewing it was, although nobody sees it', async () => {
  const { data, info } = await sharp(await viewer.screenshot())
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const reading = readWatermark(greyImageOf(data, info))
  const entries = await readEntries(branch.service().instance.database)
  const viewId = entries.find(({ kind }) => kind === 'report.opened')?.facts['viewId']
  expect(reading?.viewId.toString(16).padStart(8, '0')).toBe(viewId)
})

test('neither the document nor the accessibility tree has a word of the report', async () => {
  const html = await viewer.content()
  const client = await viewer.context().newCDPSession(viewer)
  const { nodes } = await client.send('Accessibility.getFullAXTree')
  const tree = JSON.stringify(nodes)
  // The probes see what is there: the button's label.
  for (const seen of [html, tree]) {
    expect(seen).toContain('关闭报告')
    expect(ofTheReport.filter((text) => seen.includes(text))).toEqual([])
  }
})

test('no script of the page can reach its canvas or turn a canvas into data', async () => {
  const found = await viewer.evaluate(() => {
    const own = document.createElement('canvas')
    const functions = { ...own, toDataURL: own.toDataURL, toBlob: own.toBlob, captureStream: own.captureStream }
    return {
      canvases: document.querySelectorAll('canvas').length,
      roots: [...document.querySelectorAll('*')].filter((element) => element.shadowRoot).length,
      functions: Object.values(functions).filter((value) => value !== undefined).length,
      pixels: 'getImageData' in CanvasRenderingContext2D.prototype && own.getContext('2d')?.getImageData !== undefined,
      windows: ['print', 'open', 'find', 'showSaveFilePicker', 'VideoFrame', 'OffscreenCanvas'].filter(
        (name) => (window as unknown as Record<string, unknown>)[name] !== undefined,
      ),
    }
  })
  expect(found).toEqual({ canvases: 0, roots: 0, functions: 0, pixels: false, windows: [] })
})

test('no frame with functions of its own can be made', async () => {
  const refusal = await viewer.evaluate(() => {
    try {
      document.body.append(document.createElement('iframe'))
      return 'made'
    } catch (error) {
      return String(error)
    }
  })
  expect(refusal).toContain('TypeError')
  expect(viewer.frames()).toHaveLength(1)
})

test('a printed page is blank', async () => {
  await viewer.emulateMedia({ media: 'print' })
  expect(await viewer.locator('body').isVisible()).toBe(false)
  await viewer.emulateMedia({ media: 'screen' })
  expect(await viewer.locator('body').isVisible()).toBe(true)
})

test('keys that would copy, print, save or search do nothing and are entries of the log', async () => {
  await viewer.locator('#stage').click({ button: 'right' })
  for (const key of ['Control+c', 'Control+p', 'Control+s', 'Control+f', 'Control+a']) await viewer.keyboard.press(key)
  const { database } = branch.service().instance
  await expect
    .poll(async () => {
      const entries = await readEntries(database)
      return entries.filter(({ kind }) => kind === 'report.extraction-refused').map(({ facts }) => facts['attempt'])
    })
    .toEqual(['context-menu', 'copy', 'print', 'save', 'find', 'select-all'])
  expect(await viewer.evaluate(() => String(getSelection()))).toBe('')
})

test('the section list is used by keyboard, and the window goes where it leads', async () => {
  await viewer.locator('#outline').focus()
  for (let step = 0; step < 3; step += 1) await viewer.keyboard.press('ArrowDown')
  await branch.stage.picture(viewer, 'outline-chosen')
  await viewer.keyboard.press('End')
  await pageShown(viewer, 2)
  await branch.stage.picture(viewer, 'last-page')
})
