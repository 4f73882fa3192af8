import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

async function logInAs(employeeId: string): Promise<Page> {
  const password = branch.folder.state.secrets[employeeId]?.password ?? ''
  await branch.service().instance.database`update token set last_step = 0`
  return branch.person.logIn({ employeeId, password }, branch.service().codeOf(employeeId))
}

async function openTraining(app: Page): Promise<void> {
  const { person } = branch
  await app.getByRole('menuitem', { name: new RegExp(`^${person.text('shell.training')}`) }).click()
  await app.getByRole('heading', { name: person.text('training.title') }).waitFor()
}

async function resize(width: number, height: number): Promise<void> {
  await branch.stage.program.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) window.setContentSize(size.width, size.height)
    },
    { width, height },
  )
}

const watchedUpTo = (app: Page) =>
  app.locator('[data-watched]').evaluate((element) => Number((element as HTMLElement).dataset['watched']))

test('head office plans, the officer watches: no jump ahead counts, and the window must be in front', async () => {
  const { stage, person } = branch
  await (await stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
  // The demo's workstation serves head office too once it is assigned.
  const assigned = async () => (await branch.service().instance.database`select id from workstation_assignment`).length
  await expect.poll(assigned, { timeout: 10_000 }).toBe(9)
  const planner = await logInAs('E40001')
  await resize(1366, 768)
  await openTraining(planner)
  await planner.getByRole('tab', { name: person.text('training.plan') }).click()
  await planner.getByText(person.text('training.noPlan')).waitFor()
  await stage.picture(planner, 'no-plan')
  await planner.getByRole('button', { name: person.text('training.addCourse') }).click()
  await planner.getByLabel(person.text('training.courseTitle')).fill('2026 年征信合规培训')
  await planner.getByRole('checkbox', { name: person.text('training.part.onSite') }).click()
  await planner.getByRole('textbox', { name: person.text('training.dueOn') }).click()
  await planner.keyboard.type('2026-12-18')
  await planner.keyboard.press('Enter')
  await stage.picture(planner, 'new-course')
  await planner.getByRole('button', { name: person.text('training.save'), exact: true }).click()
  await planner.getByText('2026 年征信合规培训').waitFor()
  await stage.picture(planner, 'plan')
  await planner.getByRole('tab', { name: person.text('training.attendance') }).click()
  await planner.getByText('E10017').waitFor()
  await stage.picture(planner, 'attendance')
  await person.logOut(planner)

  const app = await logInAs('E10017')
  await resize(1366, 768)
  await app.getByRole('button', { name: person.text('training.goTo') }).waitFor()
  await stage.picture(app, 'banner')
  await app.getByRole('button', { name: person.text('training.goTo') }).click()
  await app.getByRole('button', { name: person.text('training.watch') }).click()
  await app
    .locator('.training-player')
    .getByRole('button', { name: person.text('training.watch') })
    .click()
  await expect.poll(() => watchedUpTo(app), { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  await stage.picture(app, 'watching')

  const video = app.locator('.training-player video')
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 60
  })
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeLessThan(20)

  const isPlaying = () => video.evaluate((element: HTMLVideoElement) => !element.paused && !element.seeking)
  await expect.poll(isPlaying).toBe(true)
  await app.evaluate(() => window.dispatchEvent(new Event('blur')))
  await app.getByText(person.text('training.pausedAway')).waitFor()
  expect(await video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true)
  await stage.picture(app, 'away')
  const refusals = await branch.service().instance.database`select stretches from training_progress`
  expect(refusals.map(({ stretches }) => (stretches as { to: number }[]).every(({ to }) => to < 20))).toEqual([true])

  // The ninety seconds before were watched another day.
  const { database } = branch.service().instance
  await person.logOut(app)
  await database`update training_progress set stretches = '[{"from": 0, "to": 90}]'`
  const again = await logInAs('E10017')
  await resize(1366, 768)
  await openTraining(again)
  await again.getByRole('button', { name: person.text('training.goOn') }).click()
  await again
    .locator('.training-player')
    .getByRole('button', { name: person.text('training.goOn') })
    .click()
  await again.getByText(person.text('training.videoDone')).waitFor({ timeout: 20_000 })
  await again.getByText(person.text('training.attemptsLeft', { left: '3' })).waitFor()
  await stage.picture(again, 'watched')
})
