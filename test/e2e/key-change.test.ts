import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, openBranch, reference, subject } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
  await (await branch.stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
})
afterAll(() => branch.close())

test('an administrator asks for another key: the running PC changes it, and the user works on without noticing', async () => {
  const { stage, person, officer, service } = branch
  const { instance, workstationNumber, codeOf } = service()
  const { database, services } = instance
  const app = await person.logIn(officer, codeOf(officer.employeeId))
  const keyOf = async () => {
    const [row] = await database`select id, thumbprint from workstation where number = ${workstationNumber}`
    return { id: String(row?.['id']), thumbprint: String(row?.['thumbprint']) }
  }
  const before = await keyOf()
  const [by] = await database`
    select app_user.id, employee_id as "employeeId", institution_code as institution, role
      from app_user join employee using (employee_id) where employee_id = 'E40001'`
  await services.workstationAdministration.demandKey(before.id, { user: by as never })
  await expect.poll(async () => (await keyOf()).thumbprint, { timeout: 5000 }).not.toBe(before.thumbprint)

  // The minute in which the old key is still answered does not matter: the PC has only the new one.
  await database`update workstation set previous_thumbprint = null`
  await person.openScreen(app, 'query')
  await app.getByRole('textbox', { name: person.text('shell.business.reference') }).fill(reference)
  await app.keyboard.press('Tab')
  await app.getByRole('radio', { name: subject.name }).waitFor()
  await stage.picture(app, 'works-on')
  await person.logOut(app)
  await person.logIn(officer, codeOf(officer.employeeId, 1))
})
