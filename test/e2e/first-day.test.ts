import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionCaller } from '#central/caller.ts'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import { suspensionOperation } from '#contract/user.ts'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'
import { carryEnrolment } from '#test/support/carried-enrolment.ts'
import { readQrCode, seedOf } from '#test/support/qr-code.ts'
import { openSecondPc, type SecondPc } from '#test/support/second-pc.ts'

const newcomer = 'E70001'
const chosenPassword = 'quiet-river-2026-moves'

let branch: Branch
let seed: Buffer
let initialPassword = ''
let app: Page
let root: string
/** The newcomer's own PC. */
let pc: SecondPc
let steps: ReturnType<typeof admissionSteps>
beforeAll(async () => {
  branch = await openBranch()
  root = mkdtempSync(join(tmpdir(), 'cqw-second-pc-'))
  const { stage, person, desktopEnv: env } = branch
  steps = admissionSteps({ stage, person, service: branch.service(), env })
  await (await branch.stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
})
afterAll(async () => {
  await pc?.close()
  await branch.close()
  rmSync(root, { recursive: true, force: true })
})

/** One PC plays the workstations of several institutions; the newcomer's is another one. */
async function logInAt(institution: string, employeeId: string): Promise<Page> {
  const { folder } = branch
  await branch.service().instance.database`
    update workstation set institution_code = ${institution} where number = ${branch.service().workstationNumber}`
  return steps.logIn({ employeeId, password: folder.state.secrets[employeeId]?.password ?? '' })
}

/** What the newcomer's token shows, now or some steps later. */
function codeOf(stepsAhead = 0): string {
  const seconds = branch.service().instance.clock().getTime() / 1000
  return oneTimePassword(seed, timeStep(seconds, 30) + BigInt(stepsAhead), { profile: 'totp-sha1', digits: 6 })
}

/** As if half a minute had gone by: the code on the token counts as unused. */
async function waitForNextCode(): Promise<void> {
  await branch.service().instance.database`update token set last_step = 0`
}

test('somebody who joins becomes a user by test, application and two approvals, each by another administrator', async () => {
  const { stage, person, folder } = branch
  const { database } = branch.service().instance
  const feed = join(folder.central, 'feed.csv')
  writeFileSync(feed, `统一认证号,姓名,机构编码,状态\n${newcomer},江雨桐,1032050101,在职\n`)

  const headOffice = await logInAt('100000', 'E40001')
  await steps.openPlace(headOffice, 'questions')
  await steps.importTable(headOffice, resolve('assets/question-bank/question-bank.json'), {
    apply: person.text('question.apply'),
    applied: person.text('question.applied', { count: '126' }),
  })
  await steps.openPlace(headOffice, 'staff')
  await steps.importTable(headOffice, feed, {
    apply: person.text('staff.apply'),
    applied: person.text('staff.applied', { count: '1' }),
  })
  await steps.logOut(headOffice)

  const administrator = await logInAt('1032050101', 'E20001')
  await steps.openPlace(administrator, 'admission')
  const code = await steps.issueCode(administrator, newcomer)
  await steps.logOut(administrator)

  const candidate = await steps.enter(newcomer, code)
  await steps.writePaper(candidate)
  await steps.apply(candidate, '02', '新任客户经理，需办理贷款审批查询')
  await stage.picture(candidate, 'applied')
  await steps.logOut(candidate)

  for (const [employeeId, institution] of [
    ['E20001', '1032050101'],
    ['E20002', '10320501'],
  ] as const) {
    const desk = await logInAt(institution, employeeId)
    await steps.openPlace(desk, 'admission')
    await steps.approve(desk, employeeId)
    await stage.picture(desk, `approved-${employeeId}`)
    await steps.logOut(desk)
  }
  const [user] = await database`select status, role, purposes from app_user where employee_id = ${newcomer}`
  expect(user).toEqual({ status: 'active', role: 'query-officer', purposes: ['02'] })
})

/** Opens what an administrator does with one user's token and password. */
async function openHolder(desk: Page) {
  await steps.openPlace(desk, 'tokens')
  await desk.getByRole('button', { name: newcomer }).click()
  return desk.getByRole('dialog').filter({ hasText: newcomer })
}

test('one administrator enrols the token by QR code, only another one can hand the initial password over', async () => {
  const { stage, person } = branch
  const first = await logInAt('1032050101', 'E20001')
  const holder = await openHolder(first)
  await holder.getByRole('button', { name: person.text('tokens.enrol') }).click()
  const shown = holder.locator('.ant-qrcode')
  await shown.waitFor()
  await stage.picture(first, 'token-qr')
  seed = seedOf(await readQrCode(shown))
  await holder.getByLabel(person.text('tokens.firstCode')).fill(codeOf())
  await holder.getByLabel(person.text('tokens.secondCode')).fill(codeOf(1))
  await holder.getByRole('button', { name: person.text('tokens.confirm') }).click()
  await holder.getByRole('button', { name: person.text('tokens.resync') }).waitFor()
  await issuePassword(first, holder)
  await holder.getByRole('alert').first().waitFor()
  expect(await holder.locator('code.challenge').count()).toBe(0)
  await holder.locator('.ant-modal-close').click()
  await steps.logOut(first)

  const second = await logInAt('10320501', 'E20002')
  const again = await openHolder(second)
  await issuePassword(second, again)
  initialPassword = ((await again.locator('code.challenge').textContent()) ?? '').trim()
  expect(initialPassword.length).toBeGreaterThanOrEqual(12)
  await again.locator('.ant-modal-close').click()
  await steps.logOut(second)
})

async function issuePassword(desk: Page, holder: ReturnType<Page['locator']>): Promise<void> {
  await holder.getByRole('button', { name: branch.person.text('tokens.issue') }).click()
  await desk.locator('.ant-popconfirm-buttons button.ant-btn-primary').click()
}

test('a PC without a line is registered by files: its request, an approval with the same fingerprint, its binding', async () => {
  pc = await openSecondPc(branch, root)
  await carryEnrolment({ branch, pc, steps, logIn: () => logInAt('10320501', 'E20002'), root, number: 'JJH-DAY' })
})

test('the first log-in asks for a password of ones own, and then the workbench is there', async () => {
  const { stage, person } = pc
  await waitForNextCode()
  const login = await stage.window('login')
  await login.locator('#employee-id').click()
  await login.keyboard.press('Control+a')
  for (const typed of [newcomer, initialPassword, codeOf()]) {
    await login.keyboard.type(typed)
    await login.keyboard.press('Enter')
  }
  await login.getByText(person.text('login.changeTitle')).waitFor()
  await stage.picture(login, 'first-log-in')
  await login.getByLabel(person.text('login.newPassword'), { exact: true }).fill(chosenPassword)
  await login.getByLabel(person.text('login.repeatedPassword')).fill(chosenPassword)
  await login.getByRole('button', { name: person.text('login.change') }).click()
  app = await stage.window('app')
  await app.getByRole('heading', { name: person.text('workbench.title') }).waitFor()
  await stage.picture(app, 'first-workbench')
})

test('an idle PC locks, the same user unlocks it, and a suspension takes the windows away within two seconds', async () => {
  const { stage, person } = pc
  const { service } = branch
  await stage.program.evaluate(() => {
    const now = Date.now
    Date.now = () => now() + 6 * 60_000
  })
  const login = await stage.window('login')
  await login.getByText(newcomer).first().waitFor()
  await stage.picture(login, 'idle-locked')
  await waitForNextCode()
  await login.getByRole('textbox', { name: person.text('login.password'), exact: true }).fill(chosenPassword)
  await login.getByRole('textbox', { name: person.text('login.dynamicPassword') }).fill(codeOf())
  const gone = login.waitForEvent('close')
  await login.keyboard.press('Enter')
  await gone

  const closed = app.waitForEvent('close')
  const suspendedAt = performance.now()
  await suspend()
  await closed
  expect(performance.now() - suspendedAt).toBeLessThan(2000)
  const back = await stage.window('login')
  await back.getByText(person.text('login.reason.session-ended')).waitFor()
  await stage.picture(back, 'suspended')
  const [user] = await service().instance.database`select status from app_user where employee_id = ${newcomer}`
  expect(user?.['status']).toBe('suspended')
})

/** What the administrator of the outlet does at another PC: the same services, with his signature. */
async function suspend(): Promise<void> {
  const { instance, answerOf } = branch.service()
  const { database, services, clock } = instance
  const by = 'E20001'
  const [row] = await database`
    insert into session (id, token_hash, user_id, workstation_id, started_at, last_active_at)
    select gen_random_uuid(), 'elsewhere', app_user.id, workstation.id, ${clock()}, ${clock()}
      from app_user, workstation where employee_id = ${by} limit 1
    returning id, user_id, workstation_id`
  const institution = '1032050101'
  const caller: SessionCaller = {
    address: '127.0.0.1',
    deviceThumbprint: '',
    publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' },
    workstation: { id: row?.['workstation_id'], number: branch.service().workstationNumber, institution },
    session: { id: row?.['id'], startedAt: clock(), isLocked: false, isPasswordDue: false },
    user: {
      id: row?.['user_id'],
      employeeId: by,
      name: '',
      institution,
      role: 'institution-administrator',
      hasRights: true,
    },
  }
  const cause = 'suspected-violation'
  const { id, question } = await services.signatures.challenge(suspensionOperation(newcomer, cause), caller)
  const signature = { challengeId: id, code: answerOf(by, question) }
  await services.userAdministration.suspend(newcomer, { cause, note: '核查中', signature }, caller)
}
