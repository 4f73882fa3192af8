import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
let officer: Awaited<ReturnType<typeof anOfficer>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

async function importStaff(...rows: string[]) {
  const content = Buffer.from(`统一认证号,姓名,机构编码,状态,证件号码\n${rows.join('\n')}\n`).toString('base64')
  const trial = await headOffice.call(postStaffFeedTrial, { body: { content } })
  await headOffice.call(postStaffFeed, { body: { content, planHash: trial.body.planHash } })
  return trial.body
}

async function ask() {
  const body = {
    id: randomUUID(),
    subject: borrower,
    purpose: '02',
    businessReference,
    consentId: await registerConsent(officer),
  }
  const answer = await officer.call(postQuery, { body })
  return answer.body.decision.reasons.map(({ rule }: { rule: string }) => rule)
}

const nameOf = async (employeeId: string) => {
  const [row] = await service.database`select name from employee where employee_id = ${employeeId}`
  return String(row?.['name'])
}

test('a subject is known as an employee, and as the user himself, by the ID number the HR feed gave', async () => {
  expect(await ask()).toEqual([])

  const plan = await importStaff(`E20999,${borrower.name},1032050101,在职,${borrower.idNumber}`)
  expect(plan.changes).toMatchObject([{ kind: 'join', employeeId: 'E20999' }])
  expect(JSON.stringify(plan)).not.toContain('lookup')
  expect(await ask()).toEqual(['subject-is-employee'])

  const own = await importStaff(`E10017,${await nameOf('E10017')},1032050101,在职,${borrower.idNumber}`)
  expect(own.changes).toMatchObject([{ kind: 'identify', employeeId: 'E10017' }])
  expect(await ask()).toEqual(['subject-is-self'])
})

test('the ID number itself stands nowhere in the database of employees', async () => {
  const rows = await service.database`select to_jsonb(employee)::text as text from employee`
  expect(rows.filter(({ text }) => String(text).includes(borrower.idNumber))).toEqual([])
  expect(rows.filter(({ text }) => !String(text).includes('"id_lookup": null')).length).toBeGreaterThan(0)
})
