import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, openBranch, reference } from '#test/support/branch.ts'
import { aSignedForm } from '#test/support/consent-pictures.ts'
import { readEntries } from '#test/support/log-entries.ts'

const shen = { name: '沈嘉禾', idNumber: '320506198603140210' }
const lu = { name: '陆文轩', idNumber: '320105197809033864' }
const fang = { name: '方小雨', idNumber: '320507199501180423' }

const folder = mkdtempSync(join(tmpdir(), 'cqw-consent-checks-'))
// The dialog takes every file of a folder.
const [one, other] = [join(folder, 'one'), join(folder, 'other')]
const scan = join(one, '授权书扫描.jpg')
const blurred = join(other, '授权书-1.jpg')
const form = join(other, '授权书-2.pdf')
let branch: Branch
let app: Page
beforeAll(async () => {
  for (const made of [one, other]) mkdirSync(made)
  writeFileSync(
    scan,
    await sharp(await aSignedForm(3))
      .jpeg({ quality: 85 })
      .toBuffer(),
  )
  writeFileSync(
    blurred,
    await sharp(await aSignedForm(4))
      .blur(6)
      .jpeg({ quality: 85 })
      .toBuffer(),
  )
  copyFileSync(join('assets', 'demo', 'consent', '授权书.pdf'), form)
  branch = await openBranch()
  app = await branch.begin()
})
afterAll(async () => {
  await branch.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A form with nothing in it: a screen stays as it was left. */
async function freshForm(): Promise<void> {
  const { person } = branch
  await person.openScreen(app, 'consent')
  const another = app.getByRole('button', { name: person.text('consent.another') })
  if (await another.isVisible()) await another.click()
  await app.getByRole('textbox', { name: person.text('shell.business.reference') }).waitFor()
}

async function register(subject: typeof shen, business: string, files: readonly string[]): Promise<void> {
  const { person } = branch
  await freshForm()
  await person.fillConsent(app, { reference: business, subject, signedOn: '2026-11-20', purposes: ['02'], files })
  await app.getByRole('button', { name: person.text('consent.upload'), exact: true }).click()
  await app.getByText(person.text('consent.doneTitle')).waitFor()
}

test('a blurred page is told while the form is open, is seen in the preview, and stays in a draft', async () => {
  const { person, stage } = branch
  await freshForm()
  const files = [blurred, form]
  await person.fillConsent(app, { reference, subject: shen, signedOn: '2026-11-20', purposes: ['02'], files })
  await app
    .getByText(person.text('consent.poorPage', { page: '1', problems: person.text('consent.problem.blurred') }))
    .waitFor()
  await stage.picture(app, 'consent-findings')
  await app.getByRole('button', { name: person.text('consent.previewFile', { name: '授权书-1.jpg' }) }).click()
  await app.getByRole('img', { name: /授权书-1\.jpg/ }).waitFor()
  await app.getByRole('button', { name: person.text('consent.turn') }).click()
  await stage.picture(app, 'consent-preview')
  await app.keyboard.press('Escape')
  await person.openScreen(app, 'workbench')
  await app.getByText(person.text('workbench.drafts')).waitFor()
  await stage.picture(app, 'workbench-draft')
  await app
    .getByRole('button', { name: person.text('workbench.draftResume') })
    .first()
    .click()
  await app.getByText('授权书-1.jpg').waitFor()
  expect(await app.getByRole('textbox', { name: person.text('shell.subject.idNumber') }).inputValue()).toBe(
    shen.idNumber,
  )
})

test('the scan of one customer under another one blocks the query', async () => {
  const { person, stage, service } = branch
  await register(shen, reference, [scan])
  await register(lu, 'LA-2026-000325', [scan])
  await person.openScreen(app, 'query')
  await person.fillQuery(app, { reference: 'LA-2026-000325', subject: lu, purpose: '02', consent: 'first' })
  await person.ask(app)
  await app.getByText(person.text('rule.consent-scan-reused.what')).waitFor()
  await stage.picture(app, 'reused-scan')
  const kinds = (await readEntries(service().instance.database)).map(({ kind }) => kind)
  expect(kinds).not.toContain('report.received')
})

test('post-loan without a live exposure is blocked for that reason', async () => {
  const { person, stage } = branch
  await person.openScreen(app, 'query')
  await person.fillQuery(app, { reference: 'LC-2022-000019', subject: fang, purpose: '01', consent: 'none' })
  await person.ask(app)
  await app.getByText(person.text('rule.exposure-missing.what', { businessReference: 'LC-2022-000019' })).waitFor()
  await stage.picture(app, 'no-exposure')
})
