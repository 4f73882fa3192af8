import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import type { DeductionCategory } from '#contract/deduction.ts'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch, reference, subject } from '#test/support/branch.ts'
import { sessionCaller } from '#test/support/session-caller.ts'

const officer = 'E10017'
const chosenPassword = 'quiet-river-2027-moves'

let branch: Branch
let steps: ReturnType<typeof admissionSteps>
let admissionCode = ''
beforeAll(async () => {
  branch = await openBranch()
  steps = newSteps()
  const { services } = branch.service().instance
  const headOffice = await callerOf('E40001')
  const content = readFileSync('assets/question-bank/question-bank.json').toString('base64')
  const { planHash } = await services.questions.tryBank(content)
  await services.questions.applyBank(content, planHash, headOffice)
})
afterAll(() => branch.close())

function newSteps() {
  return admissionSteps({
    stage: branch.stage,
    person: branch.person,
    service: branch.service(),
    env: branch.desktopEnv,
  })
}

/** Somebody at another PC. */
function callerOf(employeeId: string) {
  const { database, clock } = branch.service().instance
  return sessionCaller({ database, now: clock }, employeeId)
}

async function deduct(category: DeductionCategory): Promise<void> {
  const { database, services } = branch.service().instance
  const caller = await callerOf('E20002')
  const deduction = { user: officer, category, incident: randomUUID(), caller }
  await inTransaction(database, (tx) => services.scores.deduct(tx, deduction))
}

/** The service's clock is set; nobody has forgotten to change his password in between. */
async function travelTo(moment: string): Promise<void> {
  await branch.travelTo(new Date(moment))
  const { database, clock } = branch.service().instance
  await database`update app_user set password_changed_at = ${clock()} where employee_id like 'E2%'`
  steps = newSteps()
}

/** As if half a minute had gone by since he last did: the code on the token counts as unused. */
async function logIn(employeeId: string): Promise<Page> {
  await branch.service().instance.database`update token set last_step = 0`
  steps = newSteps()
  return steps.logIn({ employeeId, password: branch.folder.state.secrets[employeeId]?.password ?? '' })
}

async function openSuspended(employeeId: string): Promise<{ desk: Page; drawer: ReturnType<Page['locator']> }> {
  const { person } = branch
  const desk = await logIn(employeeId)
  await steps.openPlace(desk, 'users')
  await desk.getByRole('tab', { name: new RegExp(person.text('way-back.title')) }).click()
  await desk
    .getByRole('button', { name: new RegExp(officer) })
    .filter({ visible: true })
    .click()
  const drawer = desk.getByRole('dialog').filter({ hasText: officer })
  await drawer.waitFor()
  return { desk, drawer }
}

/** Gives the officer a code on the screen of the suspended users, and keeps it. */
async function issueCode(): Promise<void> {
  const { stage, person } = branch
  const { desk, drawer } = await openSuspended('E20001')
  await drawer.getByRole('button', { name: person.text('admission.issueCode') }).click()
  admissionCode = ((await drawer.locator('code.challenge').textContent()) ?? '').trim()
  await stage.picture(desk, 'code')
  await leave(desk, drawer)
}

async function leave(desk: Page, drawer: ReturnType<Page['locator']>): Promise<void> {
  await drawer.locator('.ant-drawer-close').click()
  await steps.logOut(desk)
}

test('points lost to grade C close the open window within two seconds, and nobody logs in any more', async () => {
  const { stage, person } = branch
  const app = await branch.begin()
  await deduct('id-lent')
  await steps.openPlace(app, 'score')
  await app.getByText(person.text('score.grade', { grade: 'B' }), { exact: true }).waitFor()
  await stage.picture(app, 'own-score')
  const closed = app.waitForEvent('close')
  const at = performance.now()
  await deduct('minor')
  await closed
  expect(performance.now() - at).toBeLessThan(2000)
  const login = await stage.window('login')
  await login.getByText(person.text('login.reason.session-ended')).waitFor()
  await stage.picture(login, 'suspended')
})

test('on day 89 the administrator sees why, and that one day is left; there is no code to give', async () => {
  const { stage, person } = branch
  await travelTo('2027-02-22T09:00:00+08:00')
  const { desk, drawer } = await openSuspended('E20001')
  await drawer.getByText(person.text('way-back.step.wait.name'), { exact: true }).waitFor()
  expect(await drawer.textContent()).toContain('2027-02-23')
  expect(await drawer.getByRole('button', { name: person.text('admission.issueCode') }).count()).toBe(0)
  await stage.picture(desk, 'day-89')
  const { candidates } = branch.service().instance.services
  await expect(candidates.issueCode(officer, await callerOf('E20001'))).rejects.toMatchObject({
    code: 'return-not-due',
  })
  await leave(desk, drawer)
})

test('on day 90 he takes the retest with a code, and waits for the review', async () => {
  const { stage, person } = branch
  await travelTo('2027-02-23T09:00:00+08:00')
  await issueCode()
  const candidate = await steps.enter(officer, admissionCode)
  await candidate.getByText(person.text('candidate.retestTitle')).waitFor()
  await stage.picture(candidate, 'retest')
  await steps.writePaper(candidate, person.text('candidate.toReview'))
  await stage.picture(candidate, 'passed')
  await steps.logOut(candidate)
})

test('an administrator reviews it, and with another code he applies afresh', async () => {
  const { stage, person } = branch
  const { desk, drawer } = await openSuspended('E20001')
  await drawer.getByRole('radio', { name: person.text('way-back.decisions.accepted') }).click()
  await drawer.getByLabel(person.text('user.note')).fill('已面谈，整改到位')
  await stage.picture(desk, 'review')
  await drawer.getByRole('button', { name: person.text('user.next') }).click()
  await steps.sign(desk, 'E20001')
  await drawer.getByText(person.text('way-back.step.apply.name'), { exact: true }).waitFor()
  await leave(desk, drawer)
  await issueCode()
  const candidate = await steps.enter(officer, admissionCode)
  await candidate.getByRole('checkbox', { name: person.text('terms.purpose.08') }).click()
  await steps.apply(candidate, '02', '停用期满，申请重新开通')
  await stage.picture(candidate, 'applied')
  await steps.logOut(candidate)
})

test('two administrators approve it, one after the other, and he is active with nothing of the old', async () => {
  for (const employeeId of ['E20001', 'E20002']) {
    const desk = await logIn(employeeId)
    await steps.openPlace(desk, 'admission')
    await steps.approve(desk, employeeId)
    await steps.logOut(desk)
  }
  const [user] = await branch.service().instance.database`
    select status, grade, purposes, password_hash from app_user where employee_id = ${officer}`
  expect(user).toEqual({ status: 'active', grade: 'A', purposes: ['02', '08'], password_hash: null })
})

test('with a new password and his token he logs in, uploads a consent and queries again', async () => {
  const { stage, person, service } = branch
  const { password } = await service().instance.services.passwords.issueInitial(officer, await callerOf('E20001'))
  const login = await stage.window('login')
  await login.locator('#employee-id').click()
  await login.keyboard.press('Control+a')
  for (const typed of [officer, password, service().codeOf(officer)]) {
    await login.keyboard.type(typed)
    await login.keyboard.press('Enter')
  }
  await login.getByText(person.text('login.changeTitle')).waitFor()
  await login.getByLabel(person.text('login.newPassword'), { exact: true }).fill(chosenPassword)
  await login.getByLabel(person.text('login.repeatedPassword')).fill(chosenPassword)
  await login.getByRole('button', { name: person.text('login.change') }).click()
  const app = await stage.window('app')
  await app.getByRole('heading', { name: person.text('workbench.title') }).waitFor()

  await person.openScreen(app, 'consent')
  const files = globSync('assets/demo/consent/*').map((file) => resolve(file))
  await person.fillConsent(app, { reference, subject, signedOn: '2027-02-22', purposes: ['02'], files })
  await app.getByRole('button', { name: person.text('consent.upload'), exact: true }).click()
  await app.getByText(person.text('consent.doneTitle')).waitFor()
  await person.openScreen(app, 'query')
  await person.fillQuery(app, { reference, subject, purpose: '02', consent: 'first' })
  await person.ask(app)
  await app.getByRole('button', { name: person.text('query.openReport') }).waitFor()
  await stage.picture(app, 'queries-again')
  await steps.openPlace(app, 'score')
  await app.getByText(person.text('score.grade', { grade: 'A' }), { exact: true }).waitFor()
  await stage.picture(app, 'score-begins-anew')
})
