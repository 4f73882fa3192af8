import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession, postSession } from '#contract/http/identity.ts'
import { aBoundDevice, anOfficer, credentialsOf, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

async function lastEntry() {
  return (await service.entries()).at(-1)
}

function laterBy(minutes: number): void {
  service.travelTo(new Date(service.now().getTime() + minutes * 60_000))
}

test('the right password and a fresh code open a session', async () => {
  const device = await aBoundDevice(service)
  const answer = await device.call(postSession, { body: credentialsOf(service) })
  expect(answer).toMatchObject({ status: 200, body: { user: { employeeId: 'E10017' }, previousStartedAt: null } })
  expect(await lastEntry()).toMatchObject({ kind: 'session.opened', employeeId: 'E10017', workstation: device.number })
})

test('a used code is refused as used, and only to who knew the password', async () => {
  laterBy(2)
  const device = await aBoundDevice(service)
  const credentials = credentialsOf(service)
  await device.call(postSession, { body: credentials })
  expect(await device.call(postSession, { body: credentials })).toMatchObject({
    status: 401,
    body: { code: 'code-used' },
  })
  expect(await lastEntry()).toMatchObject({ kind: 'session.refused', facts: { reason: 'used-code' } })

  const guess = await device.call(postSession, { body: { ...credentials, password: 'guessed-guessed' } })
  expect(guess.body).toMatchObject({ code: 'credentials-refused' })
})

test.each([
  { why: 'a wrong password', change: { password: 'not-the-password' }, reason: 'wrong-password' },
  { why: 'a wrong code', change: { dynamicPassword: '000000' }, reason: 'wrong-code' },
  { why: 'an unknown employee', change: { employeeId: 'E99999' }, reason: 'unknown-user' },
])('$why is answered alike and recorded as $reason', async ({ change, reason }) => {
  laterBy(2)
  const device = await aBoundDevice(service)
  const answer = await device.call(postSession, { body: { ...credentialsOf(service), ...change } })
  expect(answer.status).toBe(401)
  expect(answer.body).toEqual({
    code: 'credentials-refused',
    message: 'Employee ID, password or dynamic password was refused, or the user is locked.',
  })
  expect(await lastEntry()).toMatchObject({ kind: 'session.refused', facts: { reason } })
})

test('five wrong passwords lock the user for thirty minutes', async () => {
  const device = await aBoundDevice(service)
  for (let guess = 0; guess < 5; guess += 1) {
    laterBy(1)
    await device.call(postSession, { body: { ...credentialsOf(service, 'E10023'), password: 'wrong-wrong' } })
  }
  const [locked, raised] = (await service.entries()).slice(-2)
  expect(locked).toMatchObject({ facts: { reason: 'wrong-password', consequence: 'locked' } })
  expect(raised).toMatchObject({ kind: 'incident.raised', employeeId: 'E10023', facts: { rule: 'M26' } })

  laterBy(29)
  expect((await device.call(postSession, { body: credentialsOf(service, 'E10023') })).status).toBe(401)
  expect(await lastEntry()).toMatchObject({ facts: { reason: 'locked' } })
  laterBy(2)
  expect((await device.call(postSession, { body: credentialsOf(service, 'E10023') })).status).toBe(200)
})

test('of many log-ins with one code at the same moment exactly one succeeds', async () => {
  laterBy(2)
  const devices = await Promise.all(Array.from({ length: 10 }, () => aBoundDevice(service)))
  const credentials = credentialsOf(service)
  const answers = await Promise.all(devices.map((device) => device.call(postSession, { body: credentials })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('a second log-in ends the first session', async () => {
  laterBy(40)
  const first = await anOfficer(service)
  const second = await aBoundDevice(service)
  await logIn(service, second)
  expect(await first.call(getSession)).toMatchObject({ status: 401, body: { code: 'session-ended' } })
  expect((await second.call(getSession)).status).toBe(200)
  expect(await service.entries()).toContainEqual(
    expect.objectContaining({ kind: 'session.ended', facts: { reason: 'second-session' } }),
  )
})

test('a session ends after eight hours, however busy', async () => {
  laterBy(2)
  const officer = await anOfficer(service)
  for (let minute = 0; minute < 480; minute += 4) {
    laterBy(4)
    await officer.call(getSession)
  }
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  expect(await service.entries()).toContainEqual(
    expect.objectContaining({ kind: 'session.ended', facts: { reason: 'too-long' } }),
  )
})

test('a session token is worthless at another workstation', async () => {
  laterBy(2)
  const officer = await anOfficer(service)
  const thief = await aBoundDevice(service)
  thief.token = officer.token
  expect((await thief.call(getSession)).body).toMatchObject({ code: 'session-ended' })
})

test('a user of another institution cannot log in here', async () => {
  laterBy(2)
  const device = await aBoundDevice(service, { institution: '103100' })
  expect(await device.call(postSession, { body: credentialsOf(service) })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
  expect(await lastEntry()).toMatchObject({ facts: { reason: 'other-institution' } })
})

test('neither password nor code nor token stands in the log lines of the service', async () => {
  laterBy(2)
  const device = await aBoundDevice(service)
  const credentials = credentialsOf(service)
  await logIn(service, device)
  const lines = service.logLines.join('')
  expect(lines).toContain('/sessions')
  for (const secret of [credentials.password, device.token ?? '', service.secrets['E10017']?.seed ?? ''])
    expect(lines).not.toContain(secret)
})
