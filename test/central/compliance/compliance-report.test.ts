import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptReportOperation, signReportOperation } from '#contract/compliance.ts'
import { figure } from '#contract/figures.ts'
import {
  getComplianceReport,
  getDashboard,
  getReportFile,
  postReportAcceptance,
  postReportReturn,
  postReportSignature,
} from '#contract/http/compliance.ts'
import { postQuery } from '#contract/http/query.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { anOfficer, aStaffMember, logIn, sign } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>
const key = { institution: '1032050101', period: '2026-11' }
let service: TestService
let officer: Awaited<ReturnType<typeof anOfficer>>
let consentId: string
let [own, above, headOffice]: Staff[] = []

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
  await ask()
  service.travelTo(new Date('2026-12-01T10:00:00+08:00'))
  own = await aStaffMember(service, 'E20001')
  above = await aStaffMember(service, 'E20002')
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

async function ask() {
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId }
  await officer.call(postQuery, { body })
}

function staff(person: Staff | undefined): Staff {
  if (!person) throw new Error('Nobody.')
  return person
}

async function read(by = staff(own)) {
  return (await by.call(getComplianceReport, { params: key })).body
}

async function signAs(by: Staff, sha256: string) {
  const signature = await sign(service, by, signReportOperation(key, sha256))
  return by.call(postReportSignature, { params: key, body: { sha256, signature } })
}

const waiting = async (by: Staff) => (await by.call(getToDoCounts)).body['compliance-reports']
const kinds = async () =>
  (await service.entries()).map(({ kind }) => kind).filter((kind) => kind.startsWith('compliance.'))

test('the month that runs is not signed, and nobody from outside reads it', async () => {
  const running = { ...key, period: '2026-12' }
  expect((await staff(own).call(getComplianceReport, { params: running })).body).toMatchObject({
    isOver: false,
    maySign: false,
  })
  const elsewhere = { ...key, institution: '103100' }
  expect((await staff(own).call(getComplianceReport, { params: elsewhere })).body).toMatchObject({ code: 'not-found' })
})

test('what is returned is open again; what is signed anew and accepted is frozen, whatever happens later', async () => {
  const open = await read()
  expect(open).toMatchObject({ state: 'open', maySign: true, mayReview: false })
  expect(open.content.figures.queries).toEqual({ allowed: 1, answered: 1, asked: 1 })
  expect(open.sha256).toBe(
    createHash('sha256')
      .update(canonicalize(open.content) ?? '')
      .digest('hex'),
  )

  expect((await signAs(staff(above), open.sha256)).body).toMatchObject({ code: 'forbidden' })
  expect([await waiting(staff(own)), await waiting(staff(above))]).toEqual([1, 1])
  expect((await signAs(staff(own), open.sha256)).body).toMatchObject({ state: 'signed', signedBy: 'E20001' })
  // His own is done; the one above has his own and this one.
  expect([await waiting(staff(own)), await waiting(staff(above))]).toEqual([0, 2])
  const back = await staff(above).call(postReportReturn, { params: key, body: { note: '请核对培训数据' } })
  expect(back.body).toMatchObject({ state: 'returned', note: '请核对培训数据' })

  expect((await signAs(staff(own), open.sha256)).body).toMatchObject({ state: 'signed' })
  // Something of November that becomes known in December.
  await service.database`update query set asked_at = asked_at, state = 'failed' where state = 'answered'`
  const frozen = await read(staff(headOffice))
  expect(frozen).toMatchObject({ sha256: open.sha256, content: open.content, mayReview: true })

  const signature = await sign(service, staff(headOffice), acceptReportOperation(key, open.sha256))
  const accepted = await staff(headOffice).call(postReportAcceptance, { params: key, body: { signature } })
  expect(accepted.body).toMatchObject({ state: 'accepted', reviewedBy: 'E40001', maySign: false, mayReview: false })
  expect(await kinds()).toEqual([
    'compliance.refused',
    'compliance.signed',
    'compliance.returned',
    'compliance.signed',
    'compliance.accepted',
  ])
  const logged = (await service.entries()).filter(({ kind }) => kind === 'compliance.signed')
  expect(logged.map(({ facts }) => [facts['version'], facts['sha256']])).toEqual([
    [1, open.sha256],
    [2, open.sha256],
  ])
})

test('an auditor, whose mandate is an engagement, has no figures of the whole bank', async () => {
  const auditor = await aStaffMember(service, 'E50001')
  expect((await auditor.call(getComplianceReport, { params: key })).status).toBe(403)
  expect((await auditor.call(getDashboard)).status).toBe(403)
})

test('the database itself keeps what was signed', async () => {
  const change = service.database`update compliance_report set body = '{}' where state = 'accepted'`
  await expect(change).rejects.toThrow(/stays as it is/)
  await expect(service.database`delete from compliance_report`).rejects.toThrow(/stays as it is/)
})

test('figures that have changed since they were shown are not signed', async () => {
  const other = { ...key, period: '2026-11-25' }
  const shown = (await staff(own).call(getComplianceReport, { params: other })).body
  await service.database`update query set state = 'answered' where state = 'failed'`
  const signature = await sign(service, staff(own), signReportOperation(other, shown.sha256))
  const answer = await staff(own).call(postReportSignature, {
    params: other,
    body: { sha256: shown.sha256, signature },
  })
  expect(answer.body).toMatchObject({ code: 'conflict' })
})

test.each([
  { format: 'pdf', begins: '%PDF' },
  { format: 'xlsx', begins: 'PK' },
  { format: 'filing', begins: 'PK' },
] as const)('the report is had as $format, and each copy is an entry', async ({ format, begins }) => {
  const answer = await staff(above).call(getReportFile, { params: { ...key, period: '2026-Q4', format } })
  expect(answer.status).toBe(200)
  expect(answer.bytes.subarray(0, begins.length).toString()).toBe(begins)
  const sha256 = createHash('sha256').update(answer.bytes).digest('hex')
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'compliance.exported', facts: { format, sha256 } })
})

test('the dashboard has thirty days, the running month and what waits', async () => {
  await logIn(service, officer)
  await ask()
  const { body } = await staff(headOffice).call(getDashboard)
  expect(body).toMatchObject({ institution: '100000', month: '2026-12', leaks: { suspected: 0, confirmed: 0 } })
  expect(body.days).toHaveLength(30)
  expect(body.days.at(-1)).toEqual({ day: '2026-12-01', allowed: 1, blocked: 0 })
  expect(body.days.find(({ day }) => day === '2026-11-25')).toEqual({ day: '2026-11-25', allowed: 1, blocked: 0 })
  expect(figure(body.previous, 'queries', 'allowed')).toBe(1)
  expect(body.children.map(({ code }) => code)).toEqual(['103100', '103200'])
})
