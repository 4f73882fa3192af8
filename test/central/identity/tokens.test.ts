import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneTimePassword } from '#central/identity/one-time-password.ts'
import { getSession, postSession } from '#contract/http/identity.ts'
import { postInitialPassword } from '#contract/http/password.ts'
import * as http from '#contract/http/token.ts'
import { identityCheckOperation, resyncOperation } from '#contract/token.ts'
import { tokenCode } from '#test/support/device.ts'
import { aBoundDevice, aStaffMember, credentialsOf, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

function laterBy(seconds: number): void {
  service.travelTo(new Date(service.now().getTime() + seconds * 1000))
}

async function lastEntry() {
  return (await service.entries()).at(-1)
}

/** The code a token shows whose clock is so many seconds off. */
function codeOff(employeeId: string, seconds: number): string {
  return tokenCode(service, employeeId, new Date(service.now().getTime() + seconds * 1000))
}

async function tokenOf(employeeId: string) {
  const [row] = await service.database`
    select token.id, serial, drift_steps, last_step from token join app_user on app_user.id = user_id
     where employee_id = ${employeeId} and use = 'log-in' and revoked_at is null and is_confirmed`
  return { id: String(row?.['id']), serial: String(row?.['serial']), drift: Number(row?.['drift_steps']) }
}

test('two hundred submissions of one code at once open exactly one session', async () => {
  const device = await aBoundDevice(service)
  const body = credentialsOf(service)
  await device.call(getSession)
  const answers = await Promise.all(Array.from({ length: 200 }, () => device.send('POST', '/sessions', { body })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  await service.database`update app_user set failed_count = 0, lock_count = 0, locked_until = null, status = 'active'`
}, 60_000)

test('a clock that runs ahead is followed a step at a time', async () => {
  for (const ahead of [30, 60, 90]) {
    laterBy(90)
    const device = await aBoundDevice(service)
    const body = { ...credentialsOf(service), dynamicPassword: codeOff('E10017', ahead) }
    expect((await device.call(postSession, { body })).status).toBe(200)
  }
  expect(await tokenOf('E10017')).toMatchObject({ drift: 3 })
})

test('a user brings the token back into step with two codes in a row, and both are used up', async () => {
  laterBy(3600)
  const device = await aBoundDevice(service)
  const { password } = credentialsOf(service)
  const codes = { firstCode: codeOff('E10017', 450), secondCode: codeOff('E10017', 480) }
  const answer = await device.call(http.postOwnResync, { body: { employeeId: 'E10017', password, ...codes } })
  expect(answer.status).toBe(200)
  expect(await lastEntry()).toMatchObject({ kind: 'token.resynchronised', employeeId: 'E10017', facts: { by: 'user' } })
  const again = { ...credentialsOf(service), dynamicPassword: codes.secondCode }
  expect((await device.call(postSession, { body: again })).body).toMatchObject({ code: 'code-used' })
  expect((await tokenOf('E10017')).drift).toBe(16)
  laterBy(60)
  const body = { ...credentialsOf(service), dynamicPassword: codeOff('E10017', 480) }
  expect((await device.call(postSession, { body })).status).toBe(200)
})

test.each([
  { why: 'a wrong password', change: { password: 'not-the-password' }, reason: 'wrong-password' },
  { why: 'wrong codes', change: { secondCode: '000000' }, reason: 'wrong-code' },
  { why: 'an unknown employee', change: { employeeId: 'E99999' }, reason: 'unknown-user' },
])('with $why it is refused like a log-in, and recorded as $reason', async ({ change, reason }) => {
  laterBy(600)
  const device = await aBoundDevice(service)
  const codes = { firstCode: codeOff('E10023', 0), secondCode: codeOff('E10023', 30) }
  const body = { employeeId: 'E10023', password: credentialsOf(service, 'E10023').password, ...codes, ...change }
  expect((await device.call(http.postOwnResync, { body })).body).toMatchObject({ code: 'credentials-refused' })
  expect(await lastEntry()).toMatchObject({ kind: 'token.resync-refused', facts: { reason } })
})

test('a token far out of step counts again only when a second administrator has signed', async () => {
  laterBy(600)
  const [first, second] = [await aStaffMember(service, 'E20002'), await aStaffMember(service, 'E20003')]
  const token = await tokenOf('E10023')
  const codes = { firstCode: codeOff('E10023', 9000), secondCode: codeOff('E10023', 9030) }
  expect((await first.call(http.postTokenResync, { params: { id: token.id }, body: codes })).status).toBe(200)
  const found = (await second.call(http.getTokens)).body.holders.find(({ employeeId }) => employeeId === 'E10023')
  const resync = found?.tokens.find(({ use }) => use === 'log-in')?.resync
  if (!resync) throw new Error('No resynchronisation waits.')
  const operation = resyncOperation(resync, token)
  const approve = async (by: typeof first) =>
    by.call(http.postResyncApproval, {
      params: { id: resync.id },
      body: { signature: await sign(service, by, operation) },
    })
  expect((await approve(first)).body).toMatchObject({ code: 'forbidden' })
  expect((await tokenOf('E10023')).drift).toBe(0)
  expect((await approve(second)).status).toBe(200)
  expect((await tokenOf('E10023')).drift).toBe(301)
  expect(await lastEntry()).toMatchObject({ kind: 'token.resynchronised', facts: { by: 'administrators' } })
})

test('a token is enrolled by QR, counts after two codes, and ends the one before it', async () => {
  laterBy(600)
  const administrator = await aStaffMember(service, 'E20001')
  const order = { employeeId: 'E10017', profile: 'totp-sha256' }
  const { body: enrolled } = await administrator.call(http.postTokenEnrolment, { body: order })
  const secret = new URL(enrolled.uri).searchParams.get('secret') ?? ''
  const seed = fromBase32(secret)
  const code = (steps: number) =>
    oneTimePassword(seed, BigInt(Math.floor(service.now().getTime() / 30_000) + steps), {
      profile: 'totp-sha256',
      digits: 6,
    })
  const confirm = (firstCode: string, secondCode: string) =>
    administrator.call(http.postTokenConfirmation, { params: { id: enrolled.id }, body: { firstCode, secondCode } })
  expect((await confirm(code(1), code(0))).body).toMatchObject({ code: 'codes-refused' })
  expect((await confirm(code(0), code(1))).status).toBe(200)
  expect(await lastEntry()).toMatchObject({ kind: 'token.confirmed', facts: { employeeId: 'E10017' } })
  expect((await tokenOf('E10017')).id).toBe(enrolled.id)
  laterBy(60)
  const device = await aBoundDevice(service)
  expect(
    (await device.call(postSession, { body: { ...credentialsOf(service), dynamicPassword: code(0) } })).status,
  ).toBe(200)

  const lines = service.logLines.join('') + JSON.stringify(await service.entries())
  for (const shown of [secret, seed.toString('hex'), seed.toString('base64')]) expect(lines).not.toContain(shown)
  // Who gave the token does not give the password.
  const issue = await administrator.call(postInitialPassword, { params: { employeeId: 'E10017' } })
  expect(issue.body).toMatchObject({ code: 'forbidden' })
})

test('who handed over a password does not give the token before the password was changed', async () => {
  laterBy(600)
  const administrator = await aStaffMember(service, 'E20002')
  await administrator.call(postInitialPassword, { params: { employeeId: 'E10023' } })
  const order = { employeeId: 'E10023', profile: 'totp-sha1' }
  expect((await administrator.call(http.postTokenEnrolment, { body: order })).body).toMatchObject({ code: 'forbidden' })
  expect(await lastEntry()).toMatchObject({ kind: 'token.refused', facts: { reason: 'handed-over-password' } })
})

test('a lost token ends everything the user holds; two administrators must see the person before the next', async () => {
  laterBy(600)
  const officer = await aStaffMember(service, 'E30001')
  const [first, second] = [await aStaffMember(service, 'E20002'), await aStaffMember(service, 'E20003')]
  const { id } = await tokenOf('E30001')
  const revoke = await first.call(http.postTokenRevocation, { params: { id }, body: { reason: 'lost' } })
  expect(revoke.status).toBe(200)
  expect((await officer.call(getSession)).body).toMatchObject({ code: 'session-ended' })
  const order = { employeeId: 'E30001', profile: 'totp-sha1' }
  const enrol = (by: typeof first) => by.call(http.postTokenEnrolment, { body: order })
  expect((await enrol(second)).body).toMatchObject({ code: 'forbidden' })

  const check = async (by: typeof first) => {
    const signature = await sign(service, by, identityCheckOperation('E30001', 'lost-token'))
    return by.call(http.postIdentityCheck, { params: { employeeId: 'E30001' }, body: { signature } })
  }
  expect((await check(first)).status).toBe(200)
  expect((await check(first)).body).toMatchObject({ code: 'forbidden' })
  expect((await enrol(second)).body).toMatchObject({ code: 'forbidden' })
  expect((await check(second)).status).toBe(200)
  expect((await service.entries()).slice(-2)).toMatchObject([
    { kind: 'identity-check.passed', facts: { employeeId: 'E30001' } },
    { kind: 'user.suspension-ended', object: 'E30001', facts: { causes: ['lost-token'], status: 'active' } },
  ])
  expect((await enrol(second)).status).toBe(200)
})

test('administrators see and change the tokens of their subtree only', async () => {
  laterBy(600)
  const administrator = await aStaffMember(service, 'E20001')
  const { holders } = (await administrator.call(http.getTokens)).body
  expect(new Set(holders.map(({ institution }) => institution.code))).toEqual(new Set(['1032050101']))
  const { id } = await tokenOf('E20004')
  const answer = await administrator.call(http.postTokenRevocation, { params: { id }, body: { reason: 'broken' } })
  expect(answer.status).toBe(404)
})

test('an imported token stands in stock and is given to a user', async () => {
  laterBy(600)
  const administrator = await aStaffMember(service, 'E20002')
  const secret = createHash('sha256').update('a seed').digest().subarray(0, 20)
  const file = pskcOf('GM-000001', secret.toString('base64'))
  const imported = await administrator.call(http.postTokenImport, { body: { file } })
  expect(imported.body).toEqual({ imported: ['GM-000001'], refused: [] })
  const again = await administrator.call(http.postTokenImport, { body: { file } })
  expect(again.body.refused).toEqual([{ entry: 1, serial: 'GM-000001', problem: 'known-already' }])
  const { stock } = (await administrator.call(http.getTokens)).body
  const [token] = stock
  const body = { employeeId: 'E20001', use: 'log-in' }
  const params = { id: token?.id ?? '' }
  expect((await administrator.call(http.postTokenAssignment, { params, body })).status).toBe(200)
  expect(await lastEntry()).toMatchObject({ kind: 'token.assigned', facts: { serial: 'GM-000001' } })
  expect((await administrator.call(http.getTokens)).body.stock).toEqual([])
})

function pskcOf(serial: string, secret: string): string {
  return `<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc"><KeyPackage><DeviceInfo><SerialNo>${serial}</SerialNo></DeviceInfo>
    <Key Id="1" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:hotp"><AlgorithmParameters><ResponseFormat Length="6" Encoding="DECIMAL"/></AlgorithmParameters>
    <Data><Secret><PlainValue>${secret}</PlainValue></Secret><Counter><PlainValue>5</PlainValue></Counter></Data></Key></KeyPackage></KeyContainer>`
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
