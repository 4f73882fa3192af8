import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

const newcomer = 'E70001'

test('somebody who joins becomes a user by test, application and two approvals, each by another administrator', async () => {
  const { stage, person, folder, desktopEnv: env } = branch
  const service = branch.service()
  const { database } = service.instance
  const steps = admissionSteps({ stage, person, service, env })
  const as = (employeeId: string) =>
    steps.logIn({ employeeId, password: folder.state.secrets[employeeId]?.password ?? '' })
  // One PC plays the workstations of three institutions.
  const placeAt = (institution: string) => database`update workstation set institution_code = ${institution}`
  const feed = join(folder.central, 'feed.csv')
  writeFileSync(feed, `统一认证号,姓名,机构编码,状态\n${newcomer},江雨桐,1032050101,在职\n`)
  await (await stage.window('login')).getByText(service.workstationNumber).waitFor()

  await placeAt('100000')
  const headOffice = await as('E40001')
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

  await placeAt('1032050101')
  const administrator = await as('E20001')
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
    await placeAt(institution)
    const app = await as(employeeId)
    await steps.openPlace(app, 'admission')
    await steps.approve(app, employeeId)
    await stage.picture(app, `approved-${employeeId}`)
    await steps.logOut(app)
  }
  const [user] = await database`select status, role, purposes from app_user where employee_id = ${newcomer}`
  expect(user).toEqual({ status: 'active', role: 'query-officer', purposes: ['02'] })
})
