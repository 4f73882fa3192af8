import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionCaller } from '#central/caller.ts'
import { incidentOperation } from '#contract/incident.ts'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, fillQuery, openBranch, reference, subject } from '#test/support/branch.ts'
import { sessionCaller } from '#test/support/session-caller.ts'

const officer = 'E10017'
const chosenPassword = 'quiet-river-2027-moves'

let branch: Branch
let steps: ReturnType<typeof admissionSteps>
let admissionCode = ''
beforeAll(async () => {
  branch = await openBranch({ clockStart: new Date('2026-11-25T22:10:00+08:00') })
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

/** The same with a session, in which operations are signed. */
async function atHisDesk(employeeId: string): Promise<SessionCaller> {
  const { database, clock } = branch.service().instance
  const caller = await callerOf(employeeId)
  const [row] = await database`
    insert into session (id, token_hash, user_id, workstation_id, started_at, last_active_at)
    select gen_random_uuid(), ${Buffer.from(employeeId)}, ${caller.user.id}, workstation.id, ${clock()}, ${clock()}
      from workstation limit 1
    returning id`
  return { ...caller, session: { ...caller.session, id: row?.['id'] } }
}

/** Asks once more, on purpose: whoever types anything anew asks a query of its own. */
async function askAgain(app: Page, asked: number): Promise<void> {
  const { person, service } = branch
  await app.getByRole('textbox', { name: person.text('shell.subject.name') }).click()
  await app.keyboard.press('Control+a')
  await app.keyboard.type(subject.name)
  await person.ask(app)
  await expect
    .poll(() => service().instance.database`select id from query where state = 'blocked'`, { timeout: 20_000 })
    .toHaveLength(asked)
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

let app: Page
let incident = ''

test('queries at night are blocked, and a pattern of them is an incident within two seconds', async () => {
  const { stage, person, service } = branch
  app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.blockedReleasable')).waitFor()
  await stage.picture(app, 'blocked-at-night')
  const incidents = () => service().instance.database`select id, rule, employee_id from incident`
  await askAgain(app, 2)
  expect(await incidents()).toEqual([])
  const at = performance.now()
  await askAgain(app, 3)
  await expect.poll(incidents, { timeout: 2000 }).toMatchObject([{ rule: 'M01', employee_id: officer }])
  expect(performance.now() - at).toBeLessThan(2000)
  incident = (await incidents())[0]?.['id']
})

test('verified on the spot and confirmed one level up as grave, it closes the open window within two seconds', async () => {
  const { stage, person, service } = branch
  const { services } = service().instance
  const { incidents } = services.watching
  const [ofOutlet, ofSubBranch] = [await callerOf('E20001'), await atHisDesk('E20002')]
  await steps.openPlace(app, 'score')
  await app.getByText(person.text('score.grade', { grade: 'A' }), { exact: true }).waitFor()
  await stage.picture(app, 'own-score')
  await incidents.takeStep(incident, { kind: 'assigned', verifier: 'E20001', text: '请到网点核实' }, ofOutlet)
  await incidents.takeStep(incident, { kind: 'reported', text: '夜间多次查询属实', attachments: [] }, ofOutlet)
  await incidents.takeStep(incident, { kind: 'accepted', text: '事实清楚' }, ofSubBranch)
  const category = 'grave'
  const operation = incidentOperation(incident, 'confirmed', category)
  const { id, question } = await services.signatures.challenge(operation, ofSubBranch)
  const signature = { challengeId: id, code: service().answerOf('E20002', question) }
  const closed = app.waitForEvent('close')
  const at = performance.now()
  await incidents.takeStep(incident, { kind: 'confirmed', category, text: '认定严重违规', signature }, ofSubBranch)
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
  expect(await drawer.textContent()).toContain(incident.slice(0, 8).toUpperCase())
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
  app = await stage.window('app')
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
