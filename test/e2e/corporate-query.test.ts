import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageShown } from '#scripts/demo/person.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'
import { readEntries } from '#test/support/log-entries.ts'

const reference = 'EL-2026-000057'
const company = { name: '苏州恒瑞精密机械有限公司', idNumber: '91320506MA1P4K7TXR' }

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

async function pickCompany(app: Page): Promise<void> {
  const { person } = branch
  await app.getByRole('textbox', { name: person.text('shell.business.reference') }).fill(reference)
  await app.keyboard.press('Tab')
  await app.getByRole('radio', { name: company.name }).click()
}

test('a company is asked about through the real window: consent, query, report', async () => {
  const { person, officer, service } = branch
  const login = await branch.stage.window('login')
  await login.getByText(service().workstationNumber).waitFor()
  const app = await person.logIn(officer, service().codeOf(officer.employeeId))

  await person.openScreen(app, 'consent')
  const files = globSync('assets/demo/consent/*').map((file) => resolve(file))
  await person.fillConsent(app, { reference, subject: company, signedOn: '2026-11-20', purposes: ['E01'], files })
  await app.getByText(person.text('consent.materials.corporate')).waitFor()
  await app.getByRole('button', { name: person.text('consent.upload'), exact: true }).click()
  await app.getByText(person.text('consent.doneTitle')).waitFor()

  await person.openScreen(app, 'query')
  await pickCompany(app)
  const number = app.getByRole('textbox', { name: person.text('shell.subject.idNumber') })
  expect(await number.inputValue()).toBe(company.idNumber)
  await number.fill(`${company.idNumber.slice(0, 17)}0`)
  await app.keyboard.press('Tab')
  await app.getByText(person.text('terms.corporateIdProblem.check-character')).waitFor()
  await number.fill(company.idNumber)
  await app.getByLabel(person.text('query.purpose')).click()
  await app.getByTitle(person.text('terms.purpose.E01'), { exact: true }).click()
  await person.ask(app)
  const viewer = await person.openReport(app)
  await pageShown(viewer)
  for (const turn of [2, 3, 4, 5]) {
    await viewer.keyboard.press('PageDown')
    await pageShown(viewer, turn)
  }

  const kinds = (await readEntries(service().instance.database)).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['consent.registered', 'query.decided', 'report.received']))
})
