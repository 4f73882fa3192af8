import { afterAll, beforeAll, expect, test } from 'vitest'
import { getInstitutions } from '#contract/http/institution.ts'
import { getAllowance } from '#contract/http/query.ts'
import {
  getUserChanges,
  getUsers,
  postRightsConfirmation,
  postUserRights,
  postUserStop,
  postUserSuspension,
} from '#contract/http/user.ts'
import {
  confirmationOperation,
  type Rights,
  rightsOperation,
  stopOperation,
  suspensionOperation,
} from '#contract/user.ts'
import { anOfficer, aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Administrator = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let ofOutlet: Administrator
let ofSubBranch: Administrator
beforeAll(async () => {
  service = await startTestService()
  ofOutlet = await aStaffMember(service, 'E20001')
  ofSubBranch = await aStaffMember(service, 'E20002')
})
afterAll(() => service.stop())

async function setRights(by: Administrator, employeeId: string, rights: Rights) {
  const signature = await sign(service, by, rightsOperation(employeeId, rights))
  return by.call(postUserRights, { params: { employeeId }, body: { ...rights, signature } })
}

async function userSeen(employeeId: string, by = ofSubBranch) {
  return (await by.call(getUsers)).body.find((user) => user.employeeId === employeeId)
}

test('an administrator sees the users of his subtree, with state, rights and last log-in', async () => {
  await anOfficer(service)
  const { body } = await ofOutlet.call(getUsers)
  expect(body.map(({ employeeId }) => employeeId)).toEqual(['E10017', 'E10023', 'E20001'])
  expect(body[0]).toMatchObject({ status: 'active', subjectKinds: ['personal', 'corporate'], hasPassword: true })
  expect(body[0]?.lastLogInAt).not.toBeNull()
  expect(body[1]?.lastLogInAt).toBeNull()
})

test('rights are set until the end of the last day, signed and recorded', async () => {
  const rights: Rights = { subjectKinds: ['personal'], purposes: ['02', '08'], until: '2027-03-31' }
  expect((await setRights(ofOutlet, 'E10023', rights)).status).toBe(200)
  expect(await userSeen('E10023')).toMatchObject({ purposes: ['02', '08'], rightsUntil: '2027-03-31T16:00:00.000Z' })
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'user.rights-set', object: 'E10023' })
  expect((await ofOutlet.call(getUserChanges, { params: { employeeId: 'E10023' } })).body).toMatchObject([
    { kind: 'rights-set', changedBy: 'E20001' },
  ])
})

test.each([
  { why: 'his own', employeeId: 'E20001', status: 403 },
  { why: "those of his institution's superior", employeeId: 'E20002', status: 404 },
  { why: 'those of nobody', employeeId: 'E99999', status: 404 },
])('an administrator cannot set $why rights', async ({ employeeId, status }) => {
  const rights: Rights = { subjectKinds: [], purposes: [], until: '2027-03-31' }
  expect((await setRights(ofOutlet, employeeId, rights)).status).toBe(status)
})

test('a signature for fewer rights gives no more', async () => {
  const signed: Rights = { subjectKinds: ['personal'], purposes: ['02'], until: '2027-03-31' }
  const signature = await sign(service, ofOutlet, rightsOperation('E10023', signed))
  const body = { ...signed, purposes: ['01', '02', '03'], signature }
  const answer = await ofOutlet.call(postUserRights, { params: { employeeId: 'E10023' }, body })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
})

test('a suspended user loses his session at once, and a second suspension says that he is not active', async () => {
  const officer = await anOfficer(service, 'E10017')
  const suspend = async () => {
    const signature = await sign(service, ofOutlet, suspensionOperation('E10017', 'suspected-violation'))
    const body = { cause: 'suspected-violation', note: '异常查询待核实', signature }
    return ofOutlet.call(postUserSuspension, { params: { employeeId: 'E10017' }, body })
  }
  expect((await suspend()).status).toBe(200)
  expect((await officer.call(getAllowance)).body).toMatchObject({ code: 'session-ended' })
  const [entry] = (await service.entries()).filter(({ kind }) => kind === 'user.suspended')
  expect(entry).toMatchObject({ object: 'E10017', facts: { cause: 'suspected-violation' } })
  expect(JSON.stringify(entry)).not.toContain('异常')
  expect((await suspend()).body).toMatchObject({ code: 'user-not-active' })
})

test('confirmed rights are good for another year; one user on the list who cannot be confirmed and none is', async () => {
  const confirm = async (employeeIds: string[]) => {
    const operation = confirmationOperation('10320501', employeeIds, '2027-11-25')
    const signature = await sign(service, ofSubBranch, operation)
    return ofSubBranch.call(postRightsConfirmation, { body: { employeeIds, until: '2027-11-25', signature } })
  }
  expect((await confirm(['E10023', 'E10017'])).body).toMatchObject({ code: 'user-not-active' })
  expect(await userSeen('E10023')).toMatchObject({ rightsUntil: '2027-03-31T16:00:00.000Z' })
  expect((await confirm(['E10023', 'E20001'])).status).toBe(200)
  expect(await userSeen('E10023')).toMatchObject({ rightsUntil: '2027-11-25T16:00:00.000Z' })
})

test('a stopped user is stopped for good', async () => {
  const signature = await sign(service, ofOutlet, stopOperation('E10023', 'own-request'))
  const body = { cause: 'own-request', note: '转岗', signature }
  expect((await ofOutlet.call(postUserStop, { params: { employeeId: 'E10023' }, body })).status).toBe(200)
  expect(await userSeen('E10023')).toMatchObject({ status: 'stopped' })
  const rights: Rights = { subjectKinds: ['personal'], purposes: ['02'], until: '2027-03-31' }
  expect((await setRights(ofOutlet, 'E10023', rights)).body).toMatchObject({ code: 'user-not-active' })
})

test('an administrator whose rights have lapsed does nothing more, and the attempt is recorded', async () => {
  await service.database`update app_user set rights_until = ${service.now()} where employee_id = 'E20001'`
  expect((await ofOutlet.call(getInstitutions)).body).toMatchObject({ code: 'rights-lapsed' })
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'access.refused', facts: { reason: 'rights-lapsed' } })
})
