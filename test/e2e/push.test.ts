import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageShown } from '#scripts/demo/person.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

test('a revoked workstation loses its open report and its session within two seconds, without touching a key', async () => {
  const { stage, person, service } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  const viewer = await person.openReport(app)
  await pageShown(viewer)
  const closed = Promise.all([viewer.waitForEvent('close'), app.waitForEvent('close')])

  const revokedAt = performance.now()
  await service().administration.revoke(service().workstationNumber)
  await closed
  expect(performance.now() - revokedAt).toBeLessThan(2000)
  const login = await stage.window('login')
  await login.getByText(person.text('login.reason.workstation-revoked')).waitFor()
  await stage.picture(login, 'revoked')
})
