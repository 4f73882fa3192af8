import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageShown } from '#scripts/demo/person.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'
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

const isBlank = (picture: Buffer) => picture.length < 9000

test('a minimized report is blank at once, and there again when it comes back, without another page view', async () => {
  const frame = await branch.stage.program.browserWindow(viewer)
  const page = viewer.locator('#page')
  expect(isBlank(await page.screenshot())).toBe(false)
  await frame.evaluate((window) => window.minimize())
  await viewer.locator('html.away').waitFor({ state: 'attached' })
  expect(await page.isVisible()).toBe(false)
  await frame.evaluate((window) => {
    window.restore()
    window.focus()
  })
  await viewer.locator('html:not(.away)').waitFor({ state: 'attached' })
  expect(isBlank(await page.screenshot())).toBe(false)
  const views = (await readEntries(branch.service().instance.database)).filter(
    ({ kind }) => kind === 'report.page-viewed',
  )
  expect(views).toHaveLength(1)
})

test('the process that held the report is gone within a second of closing', async () => {
  const frame = await branch.stage.program.browserWindow(viewer)
  const processId = await frame.evaluate((window) => window.webContents.getOSProcessId())
  expect(isRunning(processId)).toBe(true)
  const closed = viewer.waitForEvent('close')
  await viewer.keyboard.down('Escape').catch(() => undefined)
  await closed
  const deadline = Date.now() + 1000
  while (isRunning(processId) && Date.now() < deadline) await sleep(10)
  expect(isRunning(processId)).toBe(false)
})

/** A process that ended but that nobody has asked about stays in the table, without memory (proc(5), state Z). */
function isRunning(processId: number): boolean {
  try {
    return !readFileSync(`/proc/${processId}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
