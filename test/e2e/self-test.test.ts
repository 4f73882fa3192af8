import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfTestNames } from '#contract/self-test.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

const isRoot = process.getuid?.() === 0

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

test('IT has the PC test itself: every item with what was found, the service, the keyring and the sandbox as they are', async () => {
  const { stage, person, service, folder } = branch
  const text = (key: string) => person.text(`self-test.${key}`)
  const login = await stage.window('login')
  await login.getByText(service().workstationNumber).waitFor()
  const password = folder.state.secrets['E60001']?.password ?? ''
  const app = await person.logIn({ employeeId: 'E60001', password }, service().codeOf('E60001'))

  await app.getByRole('menuitem', { name: text('title') }).click()
  const items = app.locator('.self-test-item')
  await items.first().waitFor()
  expect(await items.count()).toBe(selfTestNames.length)
  const ticket = (await app.locator('.self-test-ticket').textContent()) ?? ''
  await stage.picture(app, 'self-test')

  const lines = [
    'OK   service-working',
    'OK   certificate-trusted',
    'OK   enrolment-approved',
    'OK   address-bound address=127.0.0.1',
    'OK   keychain-safe backend=',
    'OK   log-trusted size=',
    'WARN versions-test app=',
    // As root the journeys run without a sandbox.
    isRoot ? 'FAIL sandbox-off' : 'OK   sandbox-on',
  ]
  for (const line of lines) expect(ticket).toContain(line)
  await app.getByText(text(isRoot ? 'found.sandbox-off' : 'found.sandbox-on')).waitFor()

  await app.getByRole('button', { name: text('runAgain') }).click()
  await app.getByRole('status').getByText(text('running')).waitFor({ state: 'hidden' })
  expect(await items.count()).toBe(selfTestNames.length)
})
