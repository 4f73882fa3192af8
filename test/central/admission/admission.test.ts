import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Application, decisionOperation } from '#contract/admission.ts'
import {
  getApplications,
  getCandidate,
  getCandidates,
  postAdmissionCode,
  postApplication,
  postApplicationDecision,
  postCandidateSession,
  postPaper,
  postPaperAnswer,
  postPaperHandIn,
} from '#contract/http/admission.ts'
import { postSession } from '#contract/http/identity.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { getUsers } from '#contract/http/user.ts'
import { aCandidate, anAdmissionOffice, candidateState, join, writePaper } from '#test/support/candidates.ts'
import { aBoundDevice, credentialsOf, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let office: Awaited<ReturnType<typeof anAdmissionOffice>>
beforeAll(async () => {
  service = await startTestService()
  office = await anAdmissionOffice(service)
})
afterAll(() => service.stop())

const rights = { subjectKinds: ['personal'], purposes: ['02'], until: '2027-06-30' } as const

async function apply(candidate: Awaited<ReturnType<typeof aCandidate>>) {
  const body = { id: crypto.randomUUID(), role: 'query-officer', rights, reason: '新任客户经理，需办理贷款审批查询' }
  return { id: body.id, body, answer: await candidate.call(postApplication, { body }) }
}

async function aPassed(employeeId: string) {
  await join(office.headOffice, employeeId)
  const candidate = await aCandidate(service, office.ofOutlet, employeeId)
  await writePaper(service, candidate, 35)
  return candidate
}

type Administrator = typeof office.ofOutlet

async function decide(by: Administrator, id: string, decision: 'approved' | 'rejected', note: string | null = null) {
  const seen = (await office.headOffice.call(getApplications)).body.find((one) => one.id === id)
  const signature = await sign(service, by, decisionOperation(seen as Application, decision))
  const body = { level: seen?.level, decision, note, signature }
  return by.call(postApplicationDecision, { params: { id }, body })
}

test('a code lets one employee in once, and nobody else', async () => {
  await join(office.headOffice, 'E71001')
  const { body } = await office.ofOutlet.call(postAdmissionCode, { params: { employeeId: 'E71001' } })
  const device = await aBoundDevice(service)
  const enter = (employeeId: string, code: string) => device.call(postCandidateSession, { body: { employeeId, code } })
  expect((await enter('E71001', 'AAAAAAAAAAAA')).body).toMatchObject({ code: 'admission-refused' })
  expect((await enter('E71002', body.code)).body).toMatchObject({ code: 'admission-refused' })
  expect((await enter('E71001', body.code.toLowerCase())).status).toBe(200)
  expect((await enter('E71001', body.code)).body).toMatchObject({ code: 'admission-refused' })
  const kinds = (await service.entries()).slice(-4).map(({ kind, facts }) => facts['reason'] ?? kind)
  expect(kinds).toEqual(['wrong-code', 'unknown', 'candidate.entered', 'no-code'])
})

test.each([
  {
    why: 'after half an hour',
    change: () => service.travelTo(new Date(service.now().getTime() + 30 * 60_000)),
    at: '1032050101',
  },
  { why: 'at a workstation of another institution', change: () => undefined, at: '10320501' },
])('a code is worth nothing $why', async ({ change, at }) => {
  await join(office.headOffice, 'E71003')
  office = { ...office, ...(await anAdmissionOffice(service)) }
  const { body } = await office.ofOutlet.call(postAdmissionCode, { params: { employeeId: 'E71003' } })
  const device = await aBoundDevice(service, { institution: at })
  change()
  const answer = await device.call(postCandidateSession, { body: { employeeId: 'E71003', code: body.code } })
  expect(answer.body).toMatchObject({ code: 'admission-refused' })
  office = await anAdmissionOffice(service)
})

test('a candidate reaches nothing that is for users, and a user nothing that is for candidates', async () => {
  await join(office.headOffice, 'E71004')
  const candidate = await aCandidate(service, office.ofOutlet, 'E71004')
  expect((await candidate.call(getUsers)).body).toMatchObject({ code: 'session-ended' })
  expect((await office.ofOutlet.call(getCandidate)).body).toMatchObject({ code: 'session-ended' })
})

test('no answer reaches the client before hand-in; afterwards only those of the own mistakes do', async () => {
  await join(office.headOffice, 'E71005')
  const candidate = await aCandidate(service, office.ofOutlet, 'E71005')
  const paper = await candidate.call(postPaper)
  expect(paper.body.questions).toHaveLength(35)
  expect(JSON.stringify(paper.body)).not.toMatch(/answer|explanation/)
  const { body: result } = await writePaper(service, candidate, 33)
  expect(result).toMatchObject({ score: 94, isPassed: true })
  expect(result.mistakes.map(({ position }) => position)).toEqual([34, 35])
  expect(result.mistakes[0]?.explanation.length).toBeGreaterThan(2)
})

test('answers are kept as one goes, a late hand-in counts what was there at the deadline', async () => {
  await join(office.headOffice, 'E71006')
  const candidate = await aCandidate(service, office.ofOutlet, 'E71006')
  const { body: paper } = await candidate.call(postPaper)
  const answer = (position: number) =>
    candidate.call(postPaperAnswer, { params: { id: paper.id, position }, body: { chosen: [0] } })
  expect((await answer(1)).status).toBe(200)
  expect((await candidateState(candidate)).paper?.questions[0]?.chosen).toEqual([0])
  service.travelTo(new Date(Date.parse(paper.deadline)))
  expect((await answer(2)).body).toMatchObject({ code: 'paper-over' })
  const { body: result } = await candidate.call(postPaperHandIn, { params: { id: paper.id } })
  expect(result).toMatchObject({ isPassed: false, handedInAt: paper.deadline })
  expect(result.mistakes.filter(({ chosen }) => chosen !== null).length).toBeLessThanOrEqual(1)
  office = await anAdmissionOffice(service)
})

test('two attempts a day, and without a pass no application', async () => {
  await join(office.headOffice, 'E71007')
  const candidate = await aCandidate(service, office.ofOutlet, 'E71007')
  for (const attempt of [1, 2]) expect((await writePaper(service, candidate, attempt)).body.isPassed).toBe(false)
  expect((await candidate.call(postPaper)).body).toMatchObject({ code: 'attempts-used-up' })
  expect((await apply(candidate)).answer.body).toMatchObject({ code: 'test-not-passed' })
})

test('two levels approve, each by another person, and the user is there with what was asked for and without a password', async () => {
  const candidate = await aPassed('E71008')
  const { id, answer, body } = await apply(candidate)
  expect(answer.status).toBe(200)
  expect((await candidate.call(postApplication, { body })).status).toBe(200)
  expect((await office.ofOutlet.call(getToDoCounts)).body).toMatchObject({ applications: 1 })
  expect((await office.ofSubBranch.call(getToDoCounts)).body).toMatchObject({ applications: 0 })

  expect((await decide(office.ofOutlet, id, 'approved')).status).toBe(200)
  expect((await decide(office.ofOutlet, id, 'approved')).body).toMatchObject({ code: 'decision-refused' })
  expect((await decide(office.ofSubBranch, id, 'approved')).status).toBe(200)
  const { body: users } = await office.ofOutlet.call(getUsers)
  expect(users.find(({ employeeId }) => employeeId === 'E71008')).toMatchObject({
    status: 'active',
    role: 'query-officer',
    purposes: ['02'],
    rightsUntil: '2027-06-30T16:00:00.000Z',
    hasPassword: false,
  })
  const kinds = (await service.entries()).slice(-2).map(({ kind }) => kind)
  expect(kinds).toEqual(['application.decided', 'user.opened'])
  const device = await aBoundDevice(service)
  const logIn = await device.call(postSession, { body: { ...credentialsOf(service), employeeId: 'E71008' } })
  expect(logIn.body).toMatchObject({ code: 'credentials-refused' })
})

test('a rejection needs a reason, ends the application, and another one can be made', async () => {
  const candidate = await aPassed('E71009')
  const { id } = await apply(candidate)
  expect((await decide(office.ofOutlet, id, 'rejected')).body).toMatchObject({
    code: 'invalid-input',
    fields: ['note'],
  })
  expect((await decide(office.ofOutlet, id, 'rejected', '岗位不需要查询权限')).status).toBe(200)
  expect((await candidateState(candidate)).application).toMatchObject({
    state: 'rejected',
    decisions: [{ level: 1, decision: 'rejected', note: '岗位不需要查询权限' }],
  })
  expect((await apply(candidate)).answer.status).toBe(200)
})

test('who leaves while an application is pending becomes no user', async () => {
  const candidate = await aPassed('E71010')
  const { id } = await apply(candidate)
  const content = Buffer.from('统一认证号,姓名,机构编码,状态\nE71010,江雨桐,1032050101,离职\n').toString('base64')
  const { body } = await office.headOffice.call(postStaffFeedTrial, { body: { content } })
  await office.headOffice.call(postStaffFeed, { body: { content, planHash: body.planHash } })
  expect((await decide(office.ofOutlet, id, 'approved')).body).toMatchObject({ code: 'conflict' })
  expect((await candidate.call(getCandidate)).body).toMatchObject({ code: 'session-ended' })
})

test('an administrator sees who of his subtree is on the way', async () => {
  const { body } = await office.ofOutlet.call(getCandidates)
  expect(body.find(({ employeeId }) => employeeId === 'E71007')).toMatchObject({ attempts: 2, isPassed: false })
  expect(body.find(({ employeeId }) => employeeId === 'E71008')).toBeUndefined()
})
