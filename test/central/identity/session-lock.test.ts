import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { deleteSession, getSession, postSessionLock, postSessionUnlock } from '#contract/http/identity.ts'
import { getAllowance } from '#contract/http/query.ts'
import { anOfficer, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

type Officer = Awaited<ReturnType<typeof anOfficer>>

async function aLockedOfficer(): Promise<Officer> {
  laterBy(60)
  const officer = await anOfficer(service)
  await officer.call(postSessionLock, { body: { reason: 'suspend' } })
  return officer
}

function laterBy(seconds: number): void {
  service.travelTo(new Date(service.now().getTime() + seconds * 1000))
}

function shown(changes: Record<string, string> = {}) {
  const { password, dynamicPassword } = credentialsOf(service)
  return { password, dynamicPassword, ...changes }
}

async function lastEntry() {
  return (await service.entries()).at(-1)
}

test('a locked session answers nothing but unlocking, looking and logging out, and records who asks all the same', async () => {
  const officer = await aLockedOfficer()
  expect(await lastEntry()).toMatchObject({
    kind: 'session.locked',
    employeeId: 'E10017',
    facts: { reason: 'suspend' },
  })
  expect(await officer.call(getAllowance)).toMatchObject({ status: 423, body: { code: 'session-locked' } })
  expect(await lastEntry()).toMatchObject({ kind: 'access.refused', facts: { reason: 'session-locked' } })
  expect((await officer.call(getSession)).body).toMatchObject({ isLocked: true })
  expect((await officer.call(deleteSession)).status).toBe(200)
})

test('the same user unlocks with password and a fresh code, and goes on under another token', async () => {
  const officer = await aLockedOfficer()
  laterBy(30)
  const { status, body } = await officer.call(postSessionUnlock, { body: shown() })
  expect(status).toBe(200)
  expect(await lastEntry()).toMatchObject({ kind: 'session.unlocked', employeeId: 'E10017' })
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  officer.token = body.token
  expect((await officer.call(getAllowance)).status).toBe(200)
})

test.each([
  { why: 'a wrong password', changes: { password: 'not-the-password' }, reason: 'wrong-password' },
  { why: 'a wrong code', changes: { dynamicPassword: '000000' }, reason: 'wrong-code' },
])('unlocking with $why is refused, recorded and a guess', async ({ changes, reason }) => {
  const officer = await aLockedOfficer()
  laterBy(30)
  const answer = await officer.call(postSessionUnlock, { body: shown(changes) })
  expect(answer).toMatchObject({ status: 401, body: { code: 'credentials-refused' } })
  expect(await lastEntry()).toMatchObject({ kind: 'session.unlock-refused', employeeId: 'E10017', facts: { reason } })
  const [row] = await service.database`select failed_count from app_user where employee_id = 'E10017'`
  expect(row?.['failed_count']).toBe(1)
  expect((await officer.call(getAllowance)).status).toBe(423)
})

test('five wrong unlockings lock the user, and then the right ones help no more', async () => {
  const officer = await aLockedOfficer()
  for (let guess = 0; guess < 5; guess += 1) {
    laterBy(30)
    await officer.call(postSessionUnlock, { body: shown({ password: 'guessed-guessed' }) })
  }
  laterBy(30)
  expect((await officer.call(postSessionUnlock, { body: shown() })).status).toBe(401)
  expect(await lastEntry()).toMatchObject({ facts: { reason: 'locked' } })
  laterBy(1860)
})

test('the code of the log-in does not unlock', async () => {
  laterBy(60)
  const used = shown()
  const officer = await anOfficer(service)
  await officer.call(postSessionLock, { body: { reason: 'idle' } })
  expect((await officer.call(postSessionUnlock, { body: used })).body).toMatchObject({ code: 'code-used' })
})

test('without activity the service itself locks after five minutes; what screens ask by themselves is none', async () => {
  laterBy(60)
  const officer = await anOfficer(service)
  officer.idleSeconds = undefined
  for (let minute = 0; minute < 4; minute += 1) {
    laterBy(60)
    expect((await officer.call(getAllowance)).status).toBe(200)
  }
  laterBy(61)
  expect((await officer.call(getAllowance)).status).toBe(423)
  expect((await service.entries()).at(-2)).toMatchObject({ kind: 'session.locked', facts: { reason: 'idle' } })
})

test('activity counts from the moment of the input and not of the request', async () => {
  laterBy(60)
  const officer = await anOfficer(service)
  laterBy(240)
  officer.idleSeconds = 60
  await officer.call(getAllowance)
  officer.idleSeconds = undefined
  laterBy(239)
  expect((await officer.call(getAllowance)).status).toBe(200)
  laterBy(2)
  expect((await officer.call(getAllowance)).status).toBe(423)
})

test('a session that was locked ends after eight hours all the same', async () => {
  const officer = await aLockedOfficer()
  laterBy(8 * 3600 + 1)
  expect((await officer.call(postSessionUnlock, { body: shown() })).body).toMatchObject({ code: 'session-ended' })
})

test('a user who is stopped loses the session at once, locked or not, and the workstation hears of it', async () => {
  const officer = await aLockedOfficer()
  const caller = await service.services.sessions.resume(
    officer.token ?? '',
    await service.services.workstations.identify({
      address: '127.0.0.1',
      deviceThumbprint: officer.thumbprint,
      publicKey: officer.jwk,
    }),
  )
  const heard = vi.fn()
  service.services.events.subscribe(caller, heard)
  await inTransaction(service.database, (tx) => service.services.sessions.endForUser(tx, caller.user.id, 'suspended'))
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 1000)
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  expect(await lastEntry()).toMatchObject({ kind: 'session.ended', facts: { reason: 'suspended' } })
})
