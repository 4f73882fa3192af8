import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

/** Method, route and status of what the service answered about viewings. */
function answered(route: string): number[] {
  const lines = readFileSync(branch.serviceLog, 'utf8').split('\n').filter(Boolean)
  const requests = lines.map((line) => JSON.parse(line) as { route?: string; statusCode?: number })
  return requests.filter((request) => request.route === route).map(({ statusCode = 0 }) => statusCode)
}

test('with the sequencer stopped sealed pages arrive, no key does, and the report window says why', async () => {
  const { stage, person, service } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  await service().instance.stopSequencer()

  const viewer = await person.openReport(app)
  const notice = viewer.locator('#notice-text')
  await notice.filter({ hasText: '日志' }).waitFor({ timeout: 15_000 })
  expect(answered('/viewings/:id/pages/:page')).toContain(200)
  expect(answered('/viewings/:id/pages/:page/views')).toEqual([503])
  await stage.picture(viewer, 'no-receipt')
  expect(await viewer.locator('#stage').screenshot()).not.toHaveLength(0)
  expect(await viewer.locator('body').textContent()).not.toContain('沈嘉禾')
})
