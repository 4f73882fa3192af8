import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
const scan = join(folder, '授权书扫描.jpg')
let branch: Branch
let app: Page
beforeAll(async () => {
  writeFileSync(
    scan,
    await sharp(await aSignedForm(3))
      .jpeg({ quality: 85 })
      .toBuffer(),
  )
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
