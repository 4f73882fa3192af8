import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, fillQuery, openBranch, reference } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch({ clockStart: new Date('2026-11-28T10:00:00+08:00') })
})
afterAll(() => branch.close())

test('blocked on Saturday, released by an approver who signs, the report is read', async () => {
  const { stage, person, officer, folder, service } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.blockedReleasable')).waitFor()
  await stage.picture(app, 'blocked')
  await app.getByLabel(person.text('release.reason')).fill('客户今日签约，合同须当日放款')
  await app.getByRole('button', { name: person.text('release.request') }).click()
  await app.getByText(person.text('release.waiting').slice(-10)).waitFor()
  await stage.picture(app, 'waiting')
  await person.logOut(app)

  const approver = { employeeId: 'E30001', password: folder.state.secrets['E30001']?.password ?? '' }
  const desk = await person.logIn(approver, service().codeOf('E30001'))
  await desk.getByText(reference).waitFor()
  await stage.picture(desk, 'approver')
  await desk.getByRole('button', { name: person.text('release.grant'), exact: true }).click()
  const question = (await desk.locator('.challenge').filter({ hasText: /\d{4}/ }).textContent())?.replace(/\D/g, '')
  await stage.picture(desk, 'signing')
  await desk.getByLabel(person.text('signing.code')).fill(service().answerOf('E30001', question ?? ''))
  await desk.getByRole('button', { name: person.text('signing.sign') }).click()
  await desk.getByText(person.text('release.stateName.granted')).waitFor()
  await stage.picture(desk, 'granted')
  await person.logOut(desk)

  await service().instance.database`update token set last_step = 0`
  const again = await person.logIn(officer, service().codeOf(officer.employeeId))
  await again.getByRole('button', { name: person.text('workbench.useRelease') }).click()
  const open = again.getByRole('button', { name: person.text('workbench.openReportOf', { reference }) })
  await open.waitFor()
  await stage.picture(again, 'workbench')
  await open.click()
  const viewer = await stage.window('viewer')
  await viewer.locator('#notice').waitFor({ state: 'hidden' })
  await stage.picture(viewer, 'report')
  expect(await service().instance.database`select state from release`).toMatchObject([{ state: 'used' }])
})
