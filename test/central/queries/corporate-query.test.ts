import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getBusiness, postQuery } from '#contract/http/query.ts'
import { CorporateSubject } from '#contract/subject.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, registerConsent } from '#test/support/scans.ts'
import { demoBank, startTestService, type TestService } from '#test/support/service.ts'
import { aViewer } from '#test/support/viewer.ts'

const businessReference = 'EL-2026-000057'
const parties = demoBank.businesses.find(({ reference }) => reference === businessReference)?.parties ?? []
const company = CorporateSubject.parse(parties[0]?.subject)

let service: TestService
let officer: Device
let consentId: string

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  consentId = await registerConsent(officer, { subject: company, purposes: ['E01'], businessReference })
})
afterAll(() => service.stop())

function aQuery(changes: Record<string, unknown> = {}) {
  return { id: randomUUID(), subject: company, purpose: 'E01', businessReference, consentId, ...changes }
}

async function rulesOf(changes: Record<string, unknown>) {
  const answer = await officer.call(postQuery, { body: aQuery(changes) })
  return answer.body.decision.reasons.map(({ rule }) => rule)
}

test("a company's report is asked for, sealed and read page by page", async () => {
  const body = aQuery()
  const { body: query } = await officer.call(postQuery, { body })
  expect(query).toMatchObject({ state: 'answered', purpose: 'E01', decision: { outcome: 'allowed' } })
  const viewer = await aViewer(officer, body.id)
  await viewer.open()
  const page = await viewer.read(1)
  const texts = page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
  expect(texts).toEqual(expect.arrayContaining(['企业信用报告', company.idNumber, '贷前（保前）审查']))
})

test('the parties of a business are persons and companies, each with its kind', async () => {
  const { body } = await officer.call(getBusiness, { params: { reference: businessReference } })
  expect(body.parties.map(({ role, subject }) => [role, subject.kind ?? 'personal'])).toEqual([
    ['borrower', 'corporate'],
    ['legal-representative', 'personal'],
    ['guarantor', 'corporate'],
  ])
})

test('a consent of one company does not serve for another, nor for a purpose it does not name', async () => {
  const guarantor = parties[2]?.subject
  expect(await rulesOf({ subject: guarantor })).toEqual(['consent-other-subject'])
  expect(await rulesOf({ purpose: 'E17' })).toEqual(['consent-purpose-missing'])
})

test('post-loan management of a company wants a contract on the books', async () => {
  expect(await rulesOf({ purpose: 'E03' })).toContain('exposure-missing')
})

test.each([
  { why: "a person's purpose for a company", changes: { purpose: '02' }, field: 'purpose' },
  { why: "a company's purpose for a person", changes: { subject: borrower }, field: 'purpose' },
  { why: 'the purpose that is not open', changes: { purpose: 'E04' }, field: 'purpose' },
  {
    why: 'a wrong check character',
    changes: { subject: { ...company, idNumber: `${company.idNumber.slice(0, 17)}0` } },
    field: 'subject.idNumber',
  },
])('$why is refused and named as $field', async ({ changes, field }) => {
  expect((await officer.call(postQuery, { body: aQuery(changes) })).body).toMatchObject({
    code: 'invalid-input',
    fields: [field],
  })
})

test('a company is another subject than a person whose document has the same number', async () => {
  const { subjects } = service.services
  const number = '3205060000123456'
  const [person, firm] = [
    await subjects.identify(service.database, { name: '苏州恒瑞', idType: '10', idNumber: number } as never),
    await subjects.identify(service.database, { kind: 'corporate', name: '苏州恒瑞', idType: '10', idNumber: number }),
  ]
  expect(person.id).not.toBe(firm.id)
  expect(person.commitment).not.toBe(firm.commitment)
})
