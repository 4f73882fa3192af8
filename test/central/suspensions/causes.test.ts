import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { postSession } from '#contract/http/identity.ts'
import { postIdentityCheck } from '#contract/http/token.ts'
import { postUserRights, postUserSuspension } from '#contract/http/user.ts'
import { postSuspensionLift } from '#contract/http/way-back.ts'
import type { EveryCause } from '#contract/suspension.ts'
import { identityCheckOperation } from '#contract/token.ts'
import { rightsOperation, type SuspensionCause, suspensionOperation } from '#contract/user.ts'
import { liftOperation } from '#contract/way-back.ts'
import { join } from '#test/support/candidates.ts'
import { aBoundDevice, anOfficer, aStaffMember, credentialsOf, sign } from '#test/support/officer.ts'
import { dayMs, openCauses, seenSuspended, statusOf } from '#test/support/returning.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { sessionCaller } from '#test/support/session-caller.ts'

const officer = 'E10017'
let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

async function identityCheck(by: string, employeeId: string, cause: EveryCause) {
  const administrator = await aStaffMember(service, by)
  const signature = await sign(service, administrator, identityCheckOperation(employeeId, cause))
  return administrator.call(postIdentityCheck, { params: { employeeId }, body: { signature } })
}

async function lockOnce(): Promise<void> {
  const device = await aBoundDevice(service)
  for (let guess = 0; guess < 5; guess += 1)
    await device.call(postSession, { body: { ...credentialsOf(service, officer), password: 'wrong-password-12' } })
  service.travelTo(new Date(service.now().getTime() + 31 * 60_000))
}

test('three locks suspend; administrators see it, the answer at the log-in stays the same, and two of them bring him back', async () => {
  await lockOnce()
  await lockOnce()
  expect(await openCauses(service, officer)).toEqual([])
  await lockOnce()
  expect(await openCauses(service, officer)).toEqual(['locked'])
  const device = await aBoundDevice(service)
  const answer = await device.call(postSession, { body: credentialsOf(service, officer) })
  expect(answer).toMatchObject({ status: 401, body: { code: 'credentials-refused' } })

  const seen = await seenSuspended(await aStaffMember(service, 'E20001'), officer)
  expect(seen).toMatchObject({ step: 'check-identity', suspensions: [{ cause: 'locked', by: null }], opensOn: null })
  expect((await identityCheck('E20001', officer, 'locked')).status).toBe(200)
  expect((await seenSuspended(await aStaffMember(service, 'E20002'), officer))?.step).toBe('check-identity-again')
  expect((await identityCheck('E20001', officer, 'locked')).status).toBe(403)
  expect((await identityCheck('E20002', officer, 'locked')).status).toBe(200)
  expect(await statusOf(service, officer)).toEqual({ status: 'active', grade: 'A' })
  await anOfficer(service, officer)
  await lockOnce()
  expect(await openCauses(service, officer)).toEqual([])
})

async function suspend(by: string, cause: SuspensionCause) {
  const administrator = await aStaffMember(service, by)
  const signature = await sign(service, administrator, suspensionOperation(officer, cause))
  const body = { cause, note: '见当日情况说明', signature }
  return administrator.call(postUserSuspension, { params: { employeeId: officer }, body })
}

async function lift(by: string, cause: EveryCause) {
  const administrator = await aStaffMember(service, by)
  const signature = await sign(service, administrator, liftOperation(officer, cause))
  const body = { cause, note: '原因已消除', signature }
  return administrator.call(postSuspensionLift, { params: { employeeId: officer }, body })
}

test('every cause is kept, each ends on its own, and only the last one frees the user', async () => {
  expect((await suspend('E20001', 'absence')).status).toBe(200)
  expect((await suspend('E20001', 'suspected-violation')).status).toBe(200)
  expect(await openCauses(service, officer)).toEqual(['absence', 'suspected-violation'])
  expect((await lift('E20001', 'absence')).status).toBe(200)
  expect(await statusOf(service, officer)).toMatchObject({ status: 'suspended' })
  expect((await lift('E20001', 'suspected-violation')).body).toMatchObject({ code: 'return-not-due' })
  expect((await lift('E20002', 'suspected-violation')).status).toBe(200)
  expect(await statusOf(service, officer)).toMatchObject({ status: 'active' })
  const endings = (await service.entries()).filter(({ kind }) => kind === 'user.suspension-ended').slice(-2)
  expect(endings.map(({ facts }) => [facts['causes'], facts['status']])).toEqual([
    [['absence'], 'suspended'],
    [['suspected-violation'], 'active'],
  ])
})

test('a suspicion with an incident ends with its decision and by nobody’s word', async () => {
  const incident = randomUUID()
  const caller = await sessionCaller(service, 'E20002')
  const { suspensions } = service.services
  const [user] = await service.database`select id from app_user where employee_id = ${officer}`
  const order = { userId: user?.['id'], cause: 'suspected-violation', incident } as const
  await inTransaction(service.database, (tx) =>
    suspensions.suspend(tx, {
      ...order,
      entry: (kind, about) => ({
        ...{ kind, ...about, employeeId: null, institution: null, workstation: null, deviceThumbprint: null },
        ...{ address: null, session: null, subjectCommitment: null },
      }),
    }),
  )
  expect((await lift('E20002', 'suspected-violation')).body).toMatchObject({ code: 'return-not-due' })
  await inTransaction(service.database, (tx) => suspensions.incidentDecided(tx, randomUUID(), caller))
  expect(await openCauses(service, officer)).toEqual(['suspected-violation'])
  await inTransaction(service.database, (tx) => suspensions.incidentDecided(tx, incident, caller))
  expect(await statusOf(service, officer)).toMatchObject({ status: 'active' })
})

test('rights not adjusted in five working days after a move suspend; a day before they do not', async () => {
  await join(await aStaffMember(service, 'E40001'), officer, { institution: '10320501' })
  await join(await aStaffMember(service, 'E40001'), 'E10023', { institution: '10320501' })
  const rights = { subjectKinds: ['personal' as const], purposes: ['02' as const], until: '2027-03-31' }
  const administrator = await aStaffMember(service, 'E20002')
  const signature = await sign(service, administrator, rightsOperation('E10023', rights))
  await administrator.call(postUserRights, { params: { employeeId: 'E10023' }, body: { ...rights, signature } })
  // Wednesday; 26, 27, 30 November, 1 and 2 December are working days.
  service.travelTo(new Date('2026-12-02T23:59:59+08:00'))
  expect((await service.services.dueSuspensions.runDue()).moved).toBe(0)
  service.travelTo(new Date('2026-12-03T00:00:00+08:00'))
  expect((await service.services.dueSuspensions.runDue()).moved).toBe(1)
  expect(await openCauses(service, officer)).toEqual(['move-overdue'])
  expect(await openCauses(service, 'E10023')).toEqual([])
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'user.suspended',
    employeeId: null,
    object: officer,
    facts: { cause: 'move-overdue' },
  })
  expect((await service.services.dueSuspensions.runDue()).moved).toBe(0)
})

test('who has not logged in for ninety days is dormant, two of head office stay, and two administrators bring him back', async () => {
  const seen = await service.database`
    select max(greatest(opened_at, session.started_at)) as at from app_user left join session on session.user_id = app_user.id
     where employee_id = 'E30001'`
  const last = new Date(seen[0]?.['at'] as Date).getTime()
  service.travelTo(new Date(last + 90 * dayMs))
  await service.services.dueSuspensions.runDue()
  expect(await openCauses(service, 'E30001')).toEqual([])
  service.travelTo(new Date(last + 90 * dayMs + 1))
  const results = await Promise.all([
    service.services.dueSuspensions.runDue(),
    service.services.dueSuspensions.runDue(),
  ])
  expect(results.reduce((sum, { dormant }) => sum + dormant, 0)).toBeGreaterThan(0)
  expect(await openCauses(service, 'E30001')).toEqual(['dormant'])
  service.travelTo(new Date(last + 200 * dayMs))
  await service.services.dueSuspensions.runDue()
  const active = await service.database`select employee_id from app_user where status = 'active' order by 1`
  expect(active.map((row) => row['employee_id'])).toEqual(['E40001', 'E40002'])
  expect((await identityCheck('E40001', 'E30001', 'dormant')).status).toBe(200)
  expect((await identityCheck('E40002', 'E30001', 'dormant')).status).toBe(200)
  await service.services.dueSuspensions.runDue()
  expect(await statusOf(service, 'E30001')).toMatchObject({ status: 'active' })
})
