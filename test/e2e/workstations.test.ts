import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEnrolment, postEnrolment } from '#contract/http/identity.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'
import { aClient } from '#test/support/client-parts.ts'

let branch: Branch
let app: Page
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

/** Logs in as somebody of the demo bank; whoever is logged in leaves first. */
async function logInAs(employeeId: string): Promise<void> {
  const { person, folder, service } = branch
  if (app) await person.logOut(app)
  const password = folder.state.secrets[employeeId]?.password ?? ''
  app = await person.logIn({ employeeId, password }, service().codeOf(employeeId))
  await app.getByRole('menuitem', { name: person.text('shell.workstations') }).click()
}

/** Reads the challenge on the screen and types what the person's token answers. */
async function signAs(employeeId: string): Promise<void> {
  const { person, service } = branch
  const shown = await app
    .locator('.challenge')
    .filter({ hasText: /\d{4} \d{4}/ })
    .textContent()
  await app.getByLabel(person.text('signing.code')).click()
  await app.keyboard.type(service().answerOf(employeeId, (shown ?? '').replace(/\D/g, '')))
  await app.getByRole('button', { name: person.text('signing.sign') }).click()
}

test('IT gives out a code, a PC asks with it, an administrator approves it with a signature, all on screen', async () => {
  const { stage, person, service, folder } = branch
  const text = (key: string) => person.text(`workstations.${key}`)
  const login = await stage.window('login')
  await login.getByText(service().workstationNumber).waitFor()

  await logInAs('E60001')
  await app.getByRole('button', { name: text('issueCodes') }).click()
  const codes = app.getByRole('dialog')
  await codes.getByLabel(text('institution')).click()
  await app.getByTitle('1032050101').click()
  await codes.getByLabel(text('numbers')).click()
  await app.keyboard.type('jjh-101')
  await codes.getByRole('button', { name: text('issue'), exact: true }).click()
  const code = (await codes.locator('code').textContent()) ?? ''
  expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
  await stage.picture(app, 'codes')
  await codes.getByRole('button', { name: text('codesNoted') }).click()

  const pc = aClient({ origin: service().instance.origin }, folder.state.authority)
  const enrolmentCode = code.replaceAll('-', '')
  const request = { factors: { machine: ['a'.repeat(64)] }, platform: 'linux' as const, appVersion: '0.1.0' }
  const asked = await pc.client.call(postEnrolment, { body: { enrolmentCode, ...request } })
  expect(asked).toMatchObject({ status: 'pending' })

  await logInAs('E20001')
  await app.getByRole('button', { name: person.text('workstations.openOne', { number: 'JJH-101' }) }).click()
  const addresses = app.getByRole('textbox', { name: text('addresses') })
  await addresses.fill('10.32.5.7/24')
  await app.getByText('10.32.5.0/24', { exact: false }).first().waitFor()
  await stage.picture(app, 'address-wrong')
  await addresses.fill('10.32.5.0/24\n127.0.0.1')
  await stage.picture(app, 'drawer')
  await app.getByRole('button', { name: text('approve'), exact: true }).click()
  await signAs('E20001')
  await app.getByRole('button', { name: text('changeAddresses'), exact: true }).waitFor()
  await stage.picture(app, 'approved')
  const state = await pc.client.call(getEnrolment, {})
  pc.close()
  expect(state).toMatchObject({ status: 'approved', binding: { addresses: ['10.32.5.0/24', '127.0.0.1'] } })
})
