import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession, postSession, postSessionLock } from '#contract/http/identity.ts'
import { postInitialPassword, postPassword } from '#contract/http/password.ts'
import { getAllowance } from '#contract/http/query.ts'
import { aBoundDevice, anOfficer, aStaffMember, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

const dayMs = 86_400_000

function laterBy(ms: number): void {
  service.travelTo(new Date(service.now().getTime() + ms))
}

async function lastEntry() {
  return (await service.entries()).at(-1)
}

type Caller = Awaited<ReturnType<typeof aBoundDevice>>

function change(caller: Caller, currentPassword: string, newPassword: string) {
  return caller.call(postPassword, { body: { currentPassword, newPassword } })
}

/** Takes the new password as the person's own from now on. */
function remember(employeeId: string, password: string): void {
  const secrets = service.secrets[employeeId]
  if (secrets) secrets.password = password
}

test('a user changes the password, and only the new one logs in', async () => {
  const officer = await anOfficer(service)
  const { password } = credentialsOf(service)
  expect((await change(officer, password, 'harbour-lantern-72')).status).toBe(200)
  expect(await lastEntry()).toMatchObject({ kind: 'password.changed', employeeId: 'E10017', facts: {} })
  laterBy(30_000)
  const device = await aBoundDevice(service)
  expect((await device.call(postSession, { body: credentialsOf(service) })).status).toBe(401)
  laterBy(30_000)
  remember('E10017', 'harbour-lantern-72')
  expect((await device.call(postSession, { body: credentialsOf(service) })).status).toBe(200)
})

test.each([
  { typed: 'short', reason: 'too-short' },
  { typed: 'lantern-E10017-9', reason: 'has-employee-id' },
  { typed: 'password123456', reason: 'common' },
  { typed: 'harbour-lantern-72', reason: 'used-before' },
])('the new password $typed is refused as $reason', async ({ typed, reason }) => {
  laterBy(60_000)
  const officer = await anOfficer(service)
  const answer = await change(officer, credentialsOf(service).password, typed)
  expect(answer).toMatchObject({ status: 422, body: { code: 'password-refused' } })
  expect(await lastEntry()).toMatchObject({ kind: 'password.refused', facts: { reason } })
})

test('a wrong present password is a guess', async () => {
  laterBy(60_000)
  const officer = await anOfficer(service)
  expect((await change(officer, 'not-the-password', 'willow-copper-40')).body).toMatchObject({
    code: 'credentials-refused',
  })
  const [row] = await service.database`select failed_count from app_user where employee_id = 'E10017'`
  expect(row?.['failed_count']).toBe(1)
})

test('none of the last twelve passwords is taken again, the thirteenth is', async () => {
  laterBy(60_000)
  const officer = await anOfficer(service, 'E10023')
  const first = credentialsOf(service, 'E10023').password
  const own = (number: number) => `orchard-violin-${number}`
  let current = first
  for (let number = 1; number <= 11; number += 1) {
    expect((await change(officer, current, own(number))).status).toBe(200)
    current = own(number)
  }
  expect((await change(officer, current, first)).status).toBe(422)
  expect((await change(officer, current, own(12))).status).toBe(200)
  expect((await change(officer, own(12), first)).status).toBe(200)
  const [row] = await service.database`
    select count(*)::int as count from former_password join app_user on app_user.id = user_id where employee_id = 'E10023'`
  expect(row?.['count']).toBe(12)
})

test('after thirty days a log-in leads to the change of password and to nothing else', async () => {
  laterBy(60_000)
  const inTime = await anOfficer(service)
  expect((await inTime.call(getSession)).body).toMatchObject({ password: { isDue: false } })
  laterBy(30 * dayMs)
  const officer = await aBoundDevice(service)
  const opened = await officer.call(postSession, { body: credentialsOf(service) })
  officer.token = opened.body.token
  expect((await officer.call(getSession)).body).toMatchObject({ password: { isDue: true, minLength: 12 } })
  expect(await officer.call(getAllowance)).toMatchObject({ status: 403, body: { code: 'password-change-required' } })
  expect(await lastEntry()).toMatchObject({ kind: 'access.refused', facts: { reason: 'password-due' } })

  expect((await change(officer, credentialsOf(service).password, 'meadow-thunder-31')).status).toBe(200)
  remember('E10017', 'meadow-thunder-31')
  expect((await officer.call(getAllowance)).status).toBe(200)
  expect((await officer.call(getSession)).body).toMatchObject({ password: { isDue: false } })
})

test('a locked session does not let the password be changed', async () => {
  laterBy(60_000)
  const officer = await anOfficer(service)
  await officer.call(postSessionLock, { body: { reason: 'requested' } })
  expect((await change(officer, credentialsOf(service).password, 'pepper-glacier-55')).status).toBe(423)
})

test('an administrator hands a password over: it ends the session, lasts a day and only to be changed', async () => {
  laterBy(60_000)
  const officer = await anOfficer(service)
  const administrator = await aStaffMember(service, 'E20001')
  const params = { employeeId: 'E10017' }
  const issued = await administrator.call(postInitialPassword, { params })
  expect(issued.status).toBe(200)
  expect(Date.parse(issued.body.validUntil) - service.now().getTime()).toBe(dayMs)
  expect(await lastEntry()).toMatchObject({ kind: 'password.issued', employeeId: 'E20001', facts: params })
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })

  remember('E10017', issued.body.password)
  laterBy(60_000)
  const first = await anOfficer(service)
  expect((await first.call(getAllowance)).body).toMatchObject({ code: 'password-change-required' })
  expect((await change(first, issued.body.password, 'saffron-bridge-18')).status).toBe(200)
  remember('E10017', 'saffron-bridge-18')

  const again = await administrator.call(postInitialPassword, { params })
  remember('E10017', again.body.password)
  laterBy(dayMs + 1000)
  const device = await aBoundDevice(service)
  expect((await device.call(postSession, { body: credentialsOf(service) })).body).toMatchObject({
    code: 'credentials-refused',
  })
  expect(await lastEntry()).toMatchObject({ facts: { reason: 'initial-password-expired' } })
  expect(service.logLines.join('')).not.toContain(issued.body.password)
})

test('nobody hands a password to himself, outside his subtree, or to whom he gave the token', async () => {
  laterBy(60_000)
  const administrator = await aStaffMember(service, 'E20001')
  const issue = (employeeId: string) => administrator.call(postInitialPassword, { params: { employeeId } })
  expect((await issue('E20001')).body).toMatchObject({ code: 'forbidden' })
  expect((await issue('E30001')).body).toMatchObject({ code: 'not-found' })
  await service.database`
    update token set enrolled_by = (select id from app_user where employee_id = 'E20001')
     where user_id = (select id from app_user where employee_id = 'E10023')`
  expect((await issue('E10023')).body).toMatchObject({ code: 'forbidden' })
  expect(await lastEntry()).toMatchObject({ kind: 'password.issue-refused', facts: { reason: 'holds-token' } })
})

test('officers and approvers hand over no passwords', async () => {
  laterBy(60_000)
  for (const employeeId of ['E10023', 'E30001']) {
    const caller = await aStaffMember(service, employeeId)
    const answer = await caller.call(postInitialPassword, { params: { employeeId: 'E10017' } })
    expect(answer.status).toBe(403)
  }
})
