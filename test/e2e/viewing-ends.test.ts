import { existsSync } from 'node:fs'
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
  expect(existsSync(`/proc/${processId}`)).toBe(true)
  await viewer.keyboard.down('Escape').catch(() => undefined)
  const deadline = Date.now() + 1000
  while (existsSync(`/proc/${processId}`) && Date.now() < deadline) await sleep(10)
  expect(existsSync(`/proc/${processId}`)).toBe(false)
})
