import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import {
  getIncidentAttachment,
  getIncidents,
  getOwnIncidents,
  getVerifiers,
  postIncidentStep,
  postOwnAppeal,
} from '#contract/http/incident.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { type IncidentStepRequest, incidentOperation } from '#contract/incident.ts'
import { anAttachment } from '#test/support/attachments.ts'
import {
  accepted,
  anIncident,
  assigned,
  confirmIncident,
  type Member,
  readIncident,
  reported,
  takeStep,
} from '#test/support/incidents.ts'
import { aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
/** Administrators of outlet, sub-branch (two) and city, and of head office. */
let outlet: Member
let branch: Member
let otherBranch: Member
let city: Member
let officer: Member

beforeAll(async () => {
  service = await startTestService()
  outlet = await aStaffMember(service, 'E20001')
  branch = await aStaffMember(service, 'E20002')
  otherBranch = await aStaffMember(service, 'E20003')
  city = await aStaffMember(service, 'E20004')
  officer = await aStaffMember(service, 'E10017')
})
afterAll(() => service.stop())

const waiting = async (member: Member) => (await member.call(getToDoCounts)).body.incidents
const lastEntry = async () => (await service.entries()).at(-1)

test('an incident goes from the outlet to the sub-branch, costs points, and is taken back on appeal', async () => {
  const before = await waiting(outlet)
  const id = await anIncident(service)
  expect(await waiting(outlet)).toBe((before ?? 0) + 1)
  expect(await waiting(branch)).toBe(0)

  const possible = (await outlet.call(getVerifiers, { params: { id } })).body
  expect(possible.map(({ employeeId }) => employeeId)).toEqual(['E20001'])
  expect((await takeStep(outlet, id, assigned('E20001'))).status).toBe(200)
  const photo = await anAttachment(outlet, '网点照片.pdf')
  const { bytes, ...file } = photo
  const report = { ...reported, attachments: [file] }
  expect((await takeStep(outlet, id, report)).status).toBe(200)
  expect(await lastEntry()).toMatchObject({
    kind: 'incident.reported',
    employeeId: 'E20001',
    object: id,
    facts: { attachments: 1, text: createHash('sha256').update(report.text).digest('hex') },
  })
  expect(await waiting(outlet)).toBe(before)
  expect(await waiting(branch)).toBe(1)

  const fetched = await branch.call(getIncidentAttachment, { params: { id, uploadId: file.uploadId } })
  expect(Buffer.from(fetched.body)).toEqual(bytes)
  expect((await takeStep(branch, id, accepted)).status).toBe(200)
  expect((await confirmIncident(service, branch, { id, category: 'consent-missing' })).status).toBe(200)
  const kinds = (await service.entries()).slice(-3).map(({ kind }) => kind)
  expect(kinds).toContain('incident.confirmed')
  expect(kinds).toContain('score.deducted')
  expect((await takeStep(branch, id, { kind: 'closed', text: '已整改到位' })).status).toBe(200)

  const [own] = (await officer.call(getOwnIncidents)).body
  expect(own).toMatchObject({ id, outcome: 'confirmed', category: 'consent-missing', canAppeal: true })
  const appeal = await officer.call(postOwnAppeal, { params: { id }, body: { text: '授权书当日已签，附后' } })
  expect(appeal.status).toBe(200)
  expect((await readIncident(city, id)).actions).toContain('reversed')
  expect((await readIncident(branch, id)).actions).not.toContain('reversed')

  const signature = await sign(service, city, incidentOperation(id, 'reversed'))
  expect((await takeStep(city, id, { kind: 'reversed', text: '申诉成立', signature })).status).toBe(200)
  expect((await service.entries()).map(({ kind }) => kind)).toContain('score.reversed')
  const seen = await readIncident(city, id)
  expect(seen).toMatchObject({ state: 'closed', outcome: 'reversed', actions: [] })
  expect(seen.steps.map(({ kind }) => kind)).toEqual([
    ...['raised', 'assigned', 'reported', 'accepted', 'confirmed', 'closed', 'appealed', 'reversed'],
  ])
  expect(JSON.stringify(await service.entries())).not.toContain('申诉成立')
})

test('the next level returns a report, and the verifier hands in another', async () => {
  const id = await anIncident(service)
  await takeStep(outlet, id, assigned('E20001'))
  await takeStep(outlet, id, reported)
  expect((await takeStep(branch, id, { kind: 'returned', text: '请补充当事人陈述' })).status).toBe(200)
  expect(await readIncident(outlet, id)).toMatchObject({ state: 'assigned', isMine: true })
  const statement: IncidentStepRequest = { kind: 'noted', person: 'E10017', text: '当事人陈述：……', attachments: [] }
  expect((await takeStep(outlet, id, statement)).status).toBe(200)
  expect((await takeStep(outlet, id, reported)).status).toBe(200)
})

test('who verified does not accept, who assigned does not decide, and each refusal is an entry', async () => {
  const id = await anIncident(service, { user: 'E20001' })
  expect((await readIncident(branch, id)).handledBy).toBe('10320501')
  expect((await branch.call(getVerifiers, { params: { id } })).body.map(({ employeeId }) => employeeId)).not.toContain(
    'E20001',
  )
  expect(await takeStep(branch, id, assigned('E20001'))).toMatchObject({ status: 400 })
  await takeStep(branch, id, assigned('E20003'))
  await takeStep(otherBranch, id, reported)
  expect(await takeStep(otherBranch, id, accepted)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await lastEntry()).toMatchObject({
    kind: 'incident.step-refused',
    facts: { step: 'accepted', reason: 'not-yours' },
  })
  expect((await takeStep(city, id, accepted)).status).toBe(200)
})

test('nobody sees how he himself is looked into, nor what is outside his subtree', async () => {
  const id = await anIncident(service, { user: 'E20001' })
  expect((await outlet.call(getIncidents)).body.map((one) => one.id)).not.toContain(id)
  expect((await outlet.call(postIncidentStep, { params: { id }, body: accepted })).status).toBe(404)
  const elsewhere = await anIncident(service, { institution: '103100', user: undefined })
  expect((await city.call(getIncidents)).body.map((one) => one.id)).not.toContain(elsewhere)
})

test('a dismissed incident costs nothing and says why', async () => {
  const id = await anIncident(service)
  await takeStep(outlet, id, assigned('E20001'))
  await takeStep(outlet, id, reported)
  await takeStep(branch, id, accepted)
  expect((await takeStep(branch, id, { kind: 'dismissed', text: '系统时钟所致' })).status).toBe(200)
  const own = (await officer.call(getOwnIncidents)).body.find((one) => one.id === id)
  expect(own).toMatchObject({ outcome: 'dismissed', canAppeal: false, decision: '系统时钟所致' })
})

test('a suspected leak freezes the user until it is decided', async () => {
  const suspect = await aStaffMember(service, 'E10023')
  const id = await anIncident(service, { rule: 'suspected-leak', user: 'E10023' })
  const signature = await sign(service, outlet, incidentOperation(id, 'frozen'))
  expect((await takeStep(outlet, id, { kind: 'frozen', text: '先行冻结', signature })).status).toBe(200)
  expect((await suspect.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  const status = async () =>
    (await service.database`select status from app_user where employee_id = 'E10023'`)[0]?.['status']
  expect(await status()).toBe('suspended')
  await takeStep(outlet, id, assigned('E20001'))
  await takeStep(outlet, id, reported)
  await takeStep(branch, id, accepted)
  await takeStep(branch, id, { kind: 'dismissed', text: '照片系培训用模拟报告' })
  expect(await status()).toBe('active')
})

test('what is overdue goes up the tree, once for each deadline, until it is with head office', async () => {
  const id = await anIncident(service)
  const start = service.now()
  const days = (count: number) => service.travelTo(new Date(start.getTime() + count * 86_400_000))
  const { runDue } = service.services.watching.incidents
  const place = async () =>
    (await service.database`select handled_by, reviewed_by from incident where id = ${id}`)[0] as unknown
  days(0.9)
  await runDue()
  expect(await place()).toEqual({ handled_by: '1032050101', reviewed_by: '10320501' })
  days(1.1)
  await runDue()
  await runDue()
  expect(await place()).toEqual({ handled_by: '10320501', reviewed_by: '103205' })
  days(2.2)
  await runDue()
  expect(await place()).toEqual({ handled_by: '103205', reviewed_by: '100000' })
  days(3.3)
  await runDue()
  days(4.4)
  await runDue()
  expect(await place()).toEqual({ handled_by: '100000', reviewed_by: '100000' })
  const steps = await service.database`select kind from incident_step where incident_id = ${id} order by position`
  expect(steps.map(({ kind }) => kind)).toEqual(['raised', 'escalated', 'escalated', 'escalated'])
  service.travelTo(start)
})
