import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NewDispute, type NewDisputeStep } from '#contract/dispute.ts'
import { getAttachment } from '#contract/http/attachment.ts'
import {
  getDisputableQueries,
  getDisputeLetter,
  getDisputes,
  postDispute,
  postDisputeStep,
} from '#contract/http/dispute.ts'
import { postQuery } from '#contract/http/query.ts'
import { anAttachment } from '#test/support/attachments.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Awaited<ReturnType<typeof anOfficer>>
let ofOutlet: Awaited<ReturnType<typeof aStaffMember>>
let ofProvinceBeside: Awaited<ReturnType<typeof aStaffMember>>
let queryId: string

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  ofOutlet = await aStaffMember(service, 'E20001')
  ofProvinceBeside = await aStaffMember(service, 'E20004')
  const consentId = await registerConsent(officer)
  queryId = randomUUID()
  const body = { id: queryId, subject: borrower, purpose: '02', businessReference, consentId }
  const asked = await officer.call(postQuery, { body })
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body))
})
afterAll(() => service.stop())

function aDispute(changes: Record<string, unknown> = {}) {
  return NewDispute.parse({
    id: randomUUID(),
    kind: 'overdue',
    subject: borrower,
    businessReference,
    query: null,
    contested: '客户称三月份的还款并未逾期',
    broughtBy: 'subject',
    receivedOn: '2026-11-25',
    attachments: [],
    ...changes,
  })
}

const step = (id: string, body: NewDisputeStep) => ofOutlet.call(postDisputeStep, { params: { id }, body })
const kindsOf = async () => (await service.entries()).map(({ kind }) => kind)

test('a dispute is taken by an officer, checked and answered by the administrator, with a letter as PDF', async () => {
  const { bytes, ...attachment } = await anAttachment(officer, '异议申请表.pdf')
  const body = aDispute({ attachments: [attachment], query: queryId })
  const { id } = body
  const taken = await officer.call(postDispute, { body })
  expect(taken.body).toMatchObject({ state: 'taken', dueOn: '2026-12-15', daysLeft: 20, standing: 'in-time' })
  expect(taken.body.subject).toEqual({ name: borrower.name, idNumberEnd: '0210' })
  expect((await officer.call(postDispute, { body })).body.id).toBe(id)
  expect((await officer.call(getDisputeLetter, { params: { id } })).status).toBe(404)

  expect((await step(id, { kind: 'answered', detail: 'post', text: '查无此事' })).status).toBe(409)
  await step(id, { kind: 'sent', detail: 'bureau', text: '请核对三月还款记录' })
  await step(id, { kind: 'checked', detail: 'corrected', text: '还款入账晚了一天' })
  const answered = await step(id, { kind: 'answered', detail: 'in-person', text: '您三月的还款按期到账，已更正。' })
  expect(answered.body).toMatchObject({ state: 'answered', standing: 'answered' })
  expect((await step(id, { kind: 'closed', detail: null, text: '客户已签收' })).body.state).toBe('closed')

  const letter = await officer.call(getDisputeLetter, { params: { id } })
  expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const file = await ofOutlet.call(getAttachment, { params: { id: attachment.uploadId } })
  expect(file.bytes.equals(bytes)).toBe(true)

  const log = JSON.stringify(await service.entries())
  for (const said of ['客户称', '入账', borrower.name, borrower.idNumber]) expect(log).not.toContain(said)
  const kinds = await kindsOf()
  for (const kind of ['registered', 'sent', 'checked', 'answered', 'closed', 'letter-made'])
    expect(kinds).toContain(`dispute.${kind}`)
  expect(kinds.at(-1)).toBe('attachment.fetched')
})

test('the queries of a business are offered, another subject cannot dispute them', async () => {
  const offered = await officer.call(getDisputableQueries, { params: { reference: businessReference } })
  expect(offered.body.map(({ id }) => id)).toEqual([queryId])
  const stranger = { name: '沈嘉木', idType: '10', idNumber: borrower.idNumber }
  const refused = await officer.call(postDispute, { body: aDispute({ subject: stranger, query: queryId }) })
  expect(refused.body).toMatchObject({ code: 'invalid-input', fields: ['query'] })
})

test('a dispute that says the bank should not have asked is an incident about who asked; any other is none', async () => {
  const contested = aDispute({ kind: 'query-record', query: queryId, contested: '客户称没有授权过这次查询' })
  await officer.call(postDispute, { body: contested })
  await officer.call(postDispute, { body: aDispute({ query: queryId }) })
  const raised = (await service.entries()).filter(({ kind }) => kind === 'incident.raised')
  expect(raised).toMatchObject([{ employeeId: 'E10017', facts: { rule: 'M29', query: queryId } }])
})

test.each(['2026-11-26', '2026-08-01'])('nothing was received on %s', async (receivedOn) => {
  expect((await officer.call(postDispute, { body: aDispute({ receivedOn }) })).body).toMatchObject({
    code: 'invalid-input',
    fields: ['receivedOn'],
  })
})

test('an administrator above sees and steps it, an officer cannot, a stranger sees neither it nor its files', async () => {
  const { bytes: _, ...attachment } = await anAttachment(officer)
  const body = aDispute({ attachments: [attachment] })
  await officer.call(postDispute, { body })
  const seen = await ofProvinceBeside.call(getDisputes)
  expect(seen.body.map(({ id }) => id)).toContain(body.id)
  const asOfficer = await officer.call(postDisputeStep, {
    params: { id: body.id },
    body: { kind: 'checked', detail: 'correct', text: '没有问题' },
  })
  expect(asOfficer.status).toBe(403)
  const other = await anOfficer(service, 'E10023')
  expect((await other.call(getDisputes)).body).toEqual([])
  expect((await other.call(getAttachment, { params: { id: attachment.uploadId } })).status).toBe(404)
})

test('before it is due its institution is warned once; overdue it goes up the tree level by level, to head office at last', async () => {
  const body = aDispute()
  await officer.call(postDispute, { body })
  const entriesOf = async (kind: string) =>
    (await service.entries()).filter((entry) => entry.kind === kind && entry.object === body.id)
  const runOn = async (day: string) => {
    service.travelTo(new Date(`${day}T09:00:00+08:00`))
    await service.services.watching.disputeClock.runDue()
    await service.services.watching.disputeClock.runDue()
  }
  await runOn('2026-12-09')
  expect(await entriesOf('dispute.warned')).toEqual([])
  await runOn('2026-12-10')
  await runOn('2026-12-15')
  expect(await entriesOf('dispute.warned')).toMatchObject([{ institution: '1032050101', employeeId: null }])
  expect(await entriesOf('dispute.escalated')).toEqual([])
  await runOn('2026-12-16')
  await runOn('2026-12-18')
  await runOn('2027-03-01')
  const facts = (await entriesOf('dispute.escalated')).map((entry) => [entry.facts['level'], entry.facts['to']])
  expect(facts).toEqual([
    [1, '10320501'],
    [2, '103205'],
    [4, '100000'],
  ])
  service.travelTo(aWorkingMorning)
})
