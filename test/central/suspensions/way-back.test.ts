import { afterAll, beforeAll, expect, test } from 'vitest'
import { postAdmissionCode, postPaper } from '#contract/http/admission.ts'
import { postUserRights, postUserStop } from '#contract/http/user.ts'
import { getSuspendedUsers } from '#contract/http/way-back.ts'
import { rightsOperation, stopOperation } from '#contract/user.ts'
import { aCandidate, candidateState, importQuestionBank, join, writePaper } from '#test/support/candidates.ts'
import type { Device } from '#test/support/device.ts'
import { aStaffMember, sign } from '#test/support/officer.ts'
import {
  applyAgain,
  approveAll,
  openCauses,
  reviewReturn,
  seenSuspended,
  statusOf,
  suspendForGrade,
} from '#test/support/returning.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const officer = 'E10017'
/** The suspension of the officer falls on 25 November 2026; day 90 is 23 February 2027. */
const lastMomentOfDay89 = new Date('2027-02-22T23:59:59+08:00')
const dayNinety = new Date('2027-02-23T00:00:00+08:00')

let service: TestService
let candidate: Device
beforeAll(async () => {
  service = await startTestService()
  await importQuestionBank(await aStaffMember(service, 'E40001'))
  await suspendForGrade(service, officer)
})
afterAll(() => service.stop())

async function issueCode(employeeId = officer) {
  const administrator = await aStaffMember(service, 'E20001')
  return administrator.call(postAdmissionCode, { params: { employeeId } })
}

test('administrators of the subtree see who is suspended, why, and how long the wait is; others do not', async () => {
  const ofOutlet = await aStaffMember(service, 'E20001')
  expect(await seenSuspended(ofOutlet, officer)).toMatchObject({
    suspensions: [{ cause: 'grade-c', by: 'E20002' }],
    step: 'wait',
    opensOn: '2027-02-23',
    daysLeft: 90,
    retest: null,
  })
  await suspendForGrade(service, 'E30001')
  expect(await seenSuspended(ofOutlet, 'E30001')).toBeUndefined()
  expect(await seenSuspended(await aStaffMember(service, 'E20002'), 'E30001')).toMatchObject({ step: 'wait' })
  const headOffice = await aStaffMember(service, 'E40001')
  expect((await headOffice.call(getSuspendedUsers)).body.map(({ employeeId }) => employeeId)).toEqual([
    officer,
    'E30001',
  ])
})

test('rights of a suspended user are not set, and a stop does not shorten the wait', async () => {
  const ofOutlet = await aStaffMember(service, 'E20001')
  const rights = { subjectKinds: ['personal' as const], purposes: ['02' as const], until: '2027-03-31' }
  const signature = await sign(service, ofOutlet, rightsOperation(officer, rights))
  const answer = await ofOutlet.call(postUserRights, {
    params: { employeeId: officer },
    body: { ...rights, signature },
  })
  expect(answer.body).toMatchObject({ code: 'user-not-active' })

  await suspendForGrade(service, 'E10023')
  const stop = await sign(service, ofOutlet, stopOperation('E10023', 'own-request'))
  const body = { cause: 'own-request', note: '本人申请终止', signature: stop }
  await ofOutlet.call(postUserStop, { params: { employeeId: 'E10023' }, body })
  expect((await issueCode('E10023')).body).toMatchObject({ code: 'return-not-due' })
})

test('on day 89 nobody lets him in, at its last second too; on day 90 in Shanghai he gets a code', async () => {
  service.travelTo(new Date(lastMomentOfDay89.getTime() - 30_000))
  expect((await issueCode()).body).toMatchObject({ code: 'return-not-due' })
  service.travelTo(dayNinety)
  expect((await issueCode()).status).toBe(200)
})

test('a retest has its own pass mark and one attempt a day', async () => {
  candidate = await aCandidate(service, await aStaffMember(service, 'E20001'), officer)
  expect(await candidateState(candidate)).toMatchObject({
    purpose: 'retest',
    mayApply: false,
    rules: { passMark: 90, attemptsPerDay: 1, attemptsLeft: 1 },
    result: null,
    application: null,
  })
  const { body: result } = await writePaper(service, candidate, 31)
  expect(result).toMatchObject({ score: 88, passMark: 90, isPassed: false })
  expect((await candidate.call(postPaper)).body).toMatchObject({ code: 'attempts-used-up' })
  expect((await issueCode()).body).toMatchObject({ code: 'return-not-due' })
  expect((await seenSuspended(await aStaffMember(service, 'E20001'), officer))?.step).toBe('retest-tomorrow')
})

test.each([
  'update paper set score = 100',
  'update paper set pass_mark = 60',
  'delete from paper',
  "update paper set purpose = 'admission'",
])('a paper that was handed in stays as it is: %s', async (statement) => {
  await expect(service.database.unsafe(statement)).rejects.toThrow(/written once/)
})

test('passed at midnight of the next day, he may not apply before an administrator has reviewed it', async () => {
  service.travelTo(new Date('2027-02-24T00:00:00+08:00'))
  candidate = await aCandidate(service, await aStaffMember(service, 'E20001'), officer)
  expect((await writePaper(service, candidate, 35)).body).toMatchObject({ score: 100, isPassed: true })
  expect(await candidateState(candidate)).toMatchObject({ mayApply: false })
  expect((await applyAgain(candidate)).answer.body).toMatchObject({ code: 'test-not-passed' })
})

test('a review is signed, by somebody of the subtree, and a refused one asks for another retest', async () => {
  const ofOutlet = await aStaffMember(service, 'E20001')
  const above = { employeeId: 'E30001', decision: 'accepted' } as const
  expect((await reviewReturn(service, ofOutlet, above)).status).toBe(404)
  expect((await reviewReturn(service, ofOutlet, { employeeId: officer, decision: 'refused' })).status).toBe(200)
  expect((await seenSuspended(ofOutlet, officer))?.step).toBe('retest-tomorrow')
  expect((await reviewReturn(service, ofOutlet, { employeeId: officer, decision: 'accepted' })).body).toMatchObject({
    code: 'return-not-due',
  })
  service.travelTo(new Date('2027-02-25T10:00:00+08:00'))
  const administrator = await aStaffMember(service, 'E20001')
  candidate = await aCandidate(service, administrator, officer)
  await writePaper(service, candidate, 35)
  await reviewReturn(service, administrator, { employeeId: officer, decision: 'accepted' })
  const [, entry] = (await service.entries()).filter(({ kind }) => kind === 'user.return-reviewed')
  expect(entry).toMatchObject({ object: officer, facts: { decision: 'accepted', score: 100 } })
  expect(JSON.stringify(entry)).not.toContain('整改')
})

test('the fresh application brings him back with what it asks for, no password, and a clean ledger', async () => {
  const { id, answer } = await applyAgain(candidate)
  expect(answer.status).toBe(200)
  expect(await statusOf(service, officer)).toEqual({ status: 'suspended', grade: 'C' })
  expect(await approveAll(service, id)).toEqual([200, 200])
  expect(await statusOf(service, officer)).toEqual({ status: 'active', grade: 'A' })
  expect(await openCauses(service, officer)).toEqual([])
  const [user] = await service.database`select purposes, password_hash from app_user where employee_id = ${officer}`
  expect(user).toEqual({ purposes: ['08'], password_hash: null })
  const kinds = (await service.entries()).slice(-4).map(({ kind }) => kind)
  expect(kinds).toEqual(['user.opened', 'user.suspension-ended', 'score.restarted', 'user.grade-changed'])
})

test('who comes back begins the year with all points, and falls again like anybody', async () => {
  await suspendForGrade(service, officer)
  const administrator = await aStaffMember(service, 'E20001')
  expect(await seenSuspended(administrator, officer)).toMatchObject({ step: 'wait', daysLeft: 90, retest: null })
})

test('who left the bank and is employed again waits like anybody, and nobody lets him in before', async () => {
  const left = 'E20003'
  service.travelTo(new Date('2027-03-01T10:00:00+08:00'))
  const feed = async (status: string) =>
    join(await aStaffMember(service, 'E40001'), left, { institution: '10320501', status })
  const codeFromSubBranch = async () =>
    (await aStaffMember(service, 'E20002')).call(postAdmissionCode, { params: { employeeId: left } })
  await feed('离职')
  expect(await openCauses(service, left)).toEqual(['left'])
  expect(await statusOf(service, left)).toMatchObject({ status: 'stopped' })
  expect(await seenSuspended(await aStaffMember(service, 'E40001'), left)).toBeUndefined()
  await feed('在职')
  service.travelTo(new Date('2027-05-29T10:00:00+08:00'))
  expect((await codeFromSubBranch()).body).toMatchObject({ code: 'return-not-due' })
  service.travelTo(new Date('2027-05-30T10:00:00+08:00'))
  expect((await codeFromSubBranch()).status).toBe(200)
})
