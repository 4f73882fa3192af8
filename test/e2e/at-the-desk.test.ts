import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PublicJwk } from '#contract/values.ts'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
  await (await branch.stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
})
afterAll(() => branch.close())

test('a token whose clock has run ahead is brought into step at the log-in window, and logs in with its next code', async () => {
  const { stage, person, officer, service } = branch
  const { text } = person
  const login = await stage.window('login')
  await login.locator('#employee-id').fill(officer.employeeId)
  await login.getByRole('button', { name: text('login.outOfStep') }).click()
  await login.locator('#resync-password').fill(officer.password)
  await login.locator('#first-code').fill(service().codeOf(officer.employeeId, 7))
  await login.locator('#second-code').fill(service().codeOf(officer.employeeId, 8))
  await stage.picture(login, 'resync')
  await login.getByRole('button', { name: text('login.resync'), exact: true }).click()
  await login.getByText(text('login.resynced')).waitFor()
  await stage.picture(login, 'resynced')
  const app = await person.logIn(officer, service().codeOf(officer.employeeId, 9))
  await person.logOut(app)
  const [row] = await service().instance.database`
    select drift_steps from token join app_user on app_user.id = user_id
     where employee_id = ${officer.employeeId} and use = 'log-in' and revoked_at is null`
  expect(Number(row?.['drift_steps'])).toBeGreaterThanOrEqual(7)
})

test('a PC that asks for registration shows on an administrator’s open screen within two seconds', async () => {
  const { stage, person, service, desktopEnv: env, folder } = branch
  const steps = admissionSteps({ stage, person, service: service(), env })
  const desk = await steps.logIn({ employeeId: 'E20001', password: folder.state.secrets['E20001']?.password ?? '' })
  const place = desk.getByRole('menuitem', { name: new RegExp(`^${person.text('shell.workstations')}`) })
  await place.waitFor()
  expect(await place.locator('.ant-badge-count').count()).toBe(0)

  const { instance, administration } = service()
  const enrolmentCode = await administration.issueCode('1032050101', 'JJH-NEW')
  const { publicKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const jwk = PublicJwk.parse({ kty, crv, x, y })
  const peer = { address: '10.32.5.9', deviceThumbprint: await calculateJwkThumbprint(jwk), publicKey: jwk }
  await instance.services.workstations.enrol(peer, {
    enrolmentCode,
    factors: {},
    platform: 'win32',
    appVersion: '0.1.0',
  })
  await place.locator('.ant-badge-count').waitFor({ timeout: 2000 })
  await stage.picture(desk, 'pc-waits')
  await steps.openPlace(desk, 'workstations')
  await desk.getByText('JJH-NEW').waitFor()
})
