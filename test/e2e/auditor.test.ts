import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
let steps: ReturnType<typeof admissionSteps>
let text: (key: string, gaps?: Record<string, string>) => string
const desk = mkdtempSync(join(tmpdir(), 'cqw-auditor-'))
const bundle = join(desk, 'bundle.age')

beforeAll(async () => {
  branch = await openBranch()
  const { stage, person, desktopEnv: env } = branch
  text = person.text
  steps = admissionSteps({ stage, person, service: branch.service(), env })
  await (await stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
})
afterAll(() => branch.close())

/** The PC stands at head office. */
async function logInAs(employeeId: string): Promise<Page> {
  await branch.service().instance.database`update workstation set institution_code = '100000'`
  return steps.logIn({ employeeId, password: branch.folder.state.secrets[employeeId]?.password ?? '' })
}

/** The system's dialogs answer with these files, one after the other. */
async function dialogsAnswer(files: readonly string[]): Promise<void> {
  await branch.stage.program.evaluate(({ dialog }, paths) => {
    const waiting = [...paths]
    const next = () => waiting.shift() ?? ''
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [next()] })) as typeof dialog.showOpenDialog
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath: next() })) as typeof dialog.showSaveDialog
  }, files)
}

const button = (app: Page, key: string) => app.getByRole('button', { name: text(key), exact: true })

async function sign(app: Page, employeeId: string): Promise<void> {
  const challenge = app.locator('.challenge').filter({ hasText: /\d{4} \d{4}/ })
  const question = ((await challenge.textContent()) ?? '').replace(/\D/g, '')
  await app.getByLabel(text('signing.code')).fill(branch.service().answerOf(employeeId, question))
  await button(app, 'signing.sign').click()
}

test('head office grants an engagement, and the auditor saves a bundle that verifies and reads without the service', async () => {
  const { stage } = branch
  const headOffice = await logInAs('E40001')
  await steps.openPlace(headOffice, 'engagements')
  await button(headOffice, 'engagement.grant').click()
  await headOffice.getByRole('textbox', { name: text('engagement.auditor') }).fill('E50001')
  await stage.picture(headOffice, 'grant')
  await button(headOffice, 'engagement.next').click()
  await sign(headOffice, 'E40001')
  await headOffice.getByRole('cell', { name: 'E50001' }).waitFor()
  await stage.picture(headOffice, 'engagements')
  await steps.logOut(headOffice)

  const identity = await generateX25519Identity()
  writeFileSync(join(desk, 'key.txt'), `# made for this journey\n${identity}\n`)
  writeFileSync(join(desk, 'log-keys.txt'), `${branch.service().instance.services.audit.verifierKey}\n`)
  const auditor = await logInAs('E50001')
  await steps.openPlace(auditor, 'audit')
  await button(auditor, 'audit-desk.newExport').click()
  await stage.picture(auditor, 'wizard-what')
  await button(auditor, 'audit-desk.nextStep').click()
  await auditor.getByRole('textbox', { name: text('audit-desk.recipient') }).fill(await identityToRecipient(identity))
  await stage.picture(auditor, 'wizard-whom')
  await button(auditor, 'audit-desk.ask').click()
  await dialogsAnswer([bundle])
  await button(auditor, 'audit-desk.save').click({ timeout: 30_000 })
  await auditor.getByText(/SHA-256|哈希一致/).waitFor()
  await stage.picture(auditor, 'saved')

  await auditor.getByRole('tab', { name: text('audit-desk.verifyTab') }).click()
  await dialogsAnswer([bundle, join(desk, 'key.txt'), join(desk, 'log-keys.txt')])
  for (const file of ['bundle', 'identity', 'trust']) await chooserOf(auditor, file).click()
  await stage.picture(auditor, 'files')
  await button(auditor, 'audit-desk.verify').click()
  await auditor.getByText(text('audit-desk.goodMeaning')).waitFor()
  await auditor.getByRole('cell', { name: 'E40001' }).first().waitFor()
  await stage.picture(auditor, 'verified')

  const paper = join(desk, 'verdict.pdf')
  await dialogsAnswer([paper])
  await button(auditor, 'audit-desk.saveVerdict').click()
  await auditor.getByText(text('audit-desk.verdictSaved')).waitFor()
  expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-')

  const changed = readFileSync(bundle)
  changed.writeUInt8(changed.readUInt8(changed.length - 100) ^ 1, changed.length - 100)
  writeFileSync(join(desk, 'changed.age'), changed)
  await dialogsAnswer([join(desk, 'changed.age')])
  await chooserOf(auditor, 'bundle').click()
  await button(auditor, 'audit-desk.verify').click()
  await auditor.getByText(text('audit-desk.refusal.no-bundle')).waitFor()
  await stage.picture(auditor, 'refused')
})

function chooserOf(app: Page, file: string) {
  return app.getByRole('button', { name: text('audit-desk.chooseOf', { file: text(`audit-desk.file.${file}`) }) })
}

test('a finding goes to the institution, comes back remedied and is closed', async () => {
  const { stage } = branch
  let app = await stage.window('app')
  await steps.openPlace(app, 'findings')
  await button(app, 'finding.raise').click()
  await app.getByRole('combobox', { name: text('finding.engagement') }).click()
  await app.locator('.ant-select-item-option').first().click()
  await app.getByRole('combobox', { name: text('finding.institution') }).click()
  await app.keyboard.type('1032050101')
  await app.keyboard.press('Enter')
  await app.getByRole('textbox', { name: text('finding.text') }).fill('抽查发现授权资料签署日期填写不清。')
  await stage.picture(app, 'finding-form')
  await button(app, 'finding.raiseNow').click()
  await app.getByText('抽查发现授权资料签署日期填写不清。').first().waitFor()
  await steps.logOut(app)

  await branch.service().instance.database`update workstation set institution_code = '1032050101'`
  app = await steps.logIn({ employeeId: 'E20001', password: branch.folder.state.secrets['E20001']?.password ?? '' })
  await steps.openPlace(app, 'findings')
  await button(app, 'finding.open').click()
  await app.getByRole('textbox', { name: text('finding.remedyText') }).fill('已逐份复核并补正。')
  await stage.picture(app, 'finding-remedy')
  await button(app, 'finding.remedy').click()
  await app.getByText(text('finding.state.remedied')).first().waitFor()
  await app.keyboard.press('Escape')
  await steps.logOut(app)

  app = await logInAs('E50001')
  await steps.openPlace(app, 'findings')
  await button(app, 'finding.open').click()
  await app.getByRole('textbox', { name: text('finding.answerText') }).fill('复核属实。')
  await button(app, 'finding.close').click()
  await app.locator('.ant-popconfirm').getByRole('button').last().click()
  await app.getByText(text('finding.state.closed')).first().waitFor()
  await stage.picture(app, 'finding-closed')
})
