/** The client's rotation against the real service: cut off at every point, the PC keeps a key that works. */

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import { getEnrolment, getSession, postEnrolment } from '#contract/http/identity.ts'
import { postKeyDemand, postWorkstationKey } from '#contract/http/workstation-key.ts'
import { createDeviceKeys } from '#main/binding/device-key.ts'
import { createKeyRotation } from '#main/binding/key-rotation.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { aKeyVault, aLog } from '#test/support/client-parts.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aBoundDevice, aStaffMember, logIn } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let administrator: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  administrator = await aStaffMember(service, 'E20001')
})
afterAll(() => service.stop())

const dayMs = 86_400_000
const later = (days: number) => service.travelTo(new Date(service.now().getTime() + days * dayMs))

/** Where the power goes out. */
type Cut = 'before the keychain' | 'before the service' | 'after the service' | 'before the keychain again'

let pc: Awaited<ReturnType<typeof aPc>>
beforeEach(async () => {
  pc = await aPc()
})

/** A bound PC whose key lies in a keychain, and which can be started as often as one likes. */
async function aPc() {
  const vault = aKeyVault()
  const number = `ROT-${String(Math.random()).slice(2, 8)}`
  const enrolmentCode = await service.administration.issueCode('1032050101', number)
  const device = await speaker(createDeviceKeys(vault, service.origin).current)
  await device.call(postEnrolment, { body: { enrolmentCode, factors: {}, platform: 'linux', appVersion: '0.0.0' } })
  await service.administration.approve(number, ['127.0.0.1'])
  return { vault, number, start }

  function start(cut?: Cut) {
    const power = thePower(cut)
    const keys = createDeviceKeys(power.vault(vault), service.origin)
    const { log } = aLog()
    const rotation = createKeyRotation({
      keys,
      service: power.client(clientOf(keys.current)),
      serviceWithNext: power.client(clientOf(async () => (await keys.next()) ?? keys.current())),
      isBusy: () => false,
      log,
    })
    return { keys, rotation, ask: async () => (await speaker(keys.current)).call(getEnrolment) }
  }
}

/** Goes out at the cut, and stays out: whatever the program would still do is not done. */
function thePower(cut: Cut | undefined) {
  let isOut = false
  let writes = 0
  const requireOn = () => {
    if (isOut) throw new Error('The power is out.')
  }
  const goOutAt = (here: Cut) => {
    if (cut === here) isOut = true
    requireOn()
  }
  return {
    vault: (whole: ReturnType<typeof aKeyVault>) => ({
      read: whole.read,
      write: async (account: string, secret: string) => {
        writes += 1
        goOutAt(writes === 1 ? 'before the keychain' : 'before the keychain again')
        await whole.write(account, secret)
      },
    }),
    client: (whole: ServiceClient): ServiceClient => ({
      async call(endpoint, input) {
        requireOn()
        const isChange = endpoint.url === postWorkstationKey.url && endpoint.method === 'POST'
        if (isChange) goOutAt('before the service')
        const answer = await whole.call(endpoint, input)
        if (isChange) goOutAt('after the service')
        return answer
      },
    }),
  }
}

/** A device of the tests that signs with a key of the client. */
async function speaker(
  key: () => Promise<{ privateKey: unknown; publicJwk: object; thumbprint: string }>,
): Promise<Device> {
  const { privateKey, publicJwk, thumbprint } = await key()
  const device = await aDevice(service)
  Object.assign(device.jwk, publicJwk)
  return Object.assign(device, { privateKey: privateKey as Device['privateKey'], thumbprint })
}

function clientOf(key: Parameters<typeof speaker>[0]): ServiceClient {
  return {
    async call(endpoint, input) {
      const { status, body } = await (await speaker(key)).call(endpoint, input as never)
      if (status !== 200) throw new AppError((body as { code: 'conflict' }).code, 'Refused.')
      return body as never
    },
  }
}

test('an administrator asks for another key, and the PC makes it whatever its age', async () => {
  const { rotation, keys } = pc.start()
  const before = (await keys.current()).thumbprint
  const id = (await service.administration.list()).find(({ number }) => number === pc.number)?.id ?? ''
  expect((await administrator.call(postKeyDemand, { params: { id } })).status).toBe(200)
  await rotation.changeWhenDue()
  expect((await keys.current()).thumbprint).not.toBe(before)
  const asked = (await service.entries()).map(({ kind }) => kind)
  expect(asked.slice(-2)).toEqual(['workstation.key-demanded', 'workstation.key-changed'])
})

test('a key of the age the policy allows is replaced silently; the old one is worth nothing a minute later', async () => {
  const { keys, rotation, ask } = pc.start()
  const old = await keys.current()
  await rotation.changeWhenDue()
  expect((await keys.current()).thumbprint).toBe(old.thumbprint)

  later(90)
  await rotation.changeWhenDue()
  expect((await keys.current()).thumbprint).not.toBe(old.thumbprint)
  expect(await keys.next()).toBeUndefined()
  expect((await ask()).body).toMatchObject({ status: 'approved', binding: { workstationNumber: pc.number } })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'workstation.key-changed',
    object: pc.number,
    facts: { previous: old.thumbprint, thumbprint: (await keys.current()).thumbprint },
  })
  later(1 / 1000)
  const former = await speaker(async () => old)
  expect((await former.call(getEnrolment)).body).toEqual({ status: 'unknown' })
  expect(pc.vault.secrets.size).toBe(1)
})

test.each<{ cut: Cut }>([
  { cut: 'before the keychain' },
  { cut: 'before the service' },
  { cut: 'after the service' },
  { cut: 'before the keychain again' },
])('cut off $cut, the next start has a key that works, and the change ends well', async ({ cut }) => {
  later(90)
  await pc.start(cut).rotation.changeWhenDue()

  const next = pc.start()
  await next.rotation.settle()
  expect((await next.ask()).body).toMatchObject({ status: 'approved' })
  await next.rotation.changeWhenDue()
  expect((await next.ask()).body).toMatchObject({ status: 'approved' })
  expect(await next.keys.next()).toBeUndefined()
  const changes = (await service.entries()).filter(
    ({ kind, object }) => kind === 'workstation.key-changed' && object === pc.number,
  )
  expect(changes).toHaveLength(1)
})

test('an answer lost on its way is found out at once, without a new start', async () => {
  later(90)
  const { keys, ask } = pc.start()
  const before = (await keys.current()).thumbprint
  const whole = clientOf(keys.current)
  const lossy: ServiceClient = {
    async call(endpoint, input) {
      const answer = await whole.call(endpoint, input)
      if (endpoint.url === postWorkstationKey.url && endpoint.method === 'POST') throw new AppError('offline', 'Lost.')
      return answer
    },
  }
  const serviceWithNext = clientOf(async () => (await keys.next()) ?? keys.current())
  const { log } = aLog()
  await createKeyRotation({ keys, service: lossy, serviceWithNext, isBusy: () => false, log }).changeWhenDue()
  expect((await keys.current()).thumbprint).not.toBe(before)
  expect((await ask()).body).toMatchObject({ status: 'approved' })
})

test('while a report is open the key stays', async () => {
  later(90)
  const { keys } = pc.start()
  const before = (await keys.current()).thumbprint
  const call = clientOf(keys.current)
  await createKeyRotation({
    keys,
    service: call,
    serviceWithNext: call,
    isBusy: () => true,
    log: aLog().log,
  }).changeWhenDue()
  expect((await keys.current()).thumbprint).toBe(before)
})

test('a session goes on across the change, and requests on their way are answered', async () => {
  const device = await aBoundDevice(service)
  await logIn(service, device)
  const vault = aKeyVault()
  const keys = createDeviceKeys(vault, service.origin)
  vi.spyOn(keys, 'current').mockResolvedValue({
    privateKey: device.privateKey as never,
    publicJwk: device.jwk,
    thumbprint: device.thumbprint,
  })
  await service.database`update workstation set key_demanded_at = ${service.now()} where number = ${device.number}`
  const call = clientOf(keys.current)
  await createKeyRotation({
    keys,
    service: call,
    serviceWithNext: call,
    isBusy: () => false,
    log: aLog().log,
  }).changeWhenDue()
  expect((await device.call(getSession)).status).toBe(200)
  const { next } = JSON.parse(vault.secrets.get(service.origin) ?? '{}')
  expect(next).toBeUndefined()
  const fresh = Object.assign(await speaker(createDeviceKeys(vault, service.origin).current), { token: device.token })
  expect((await fresh.call(getSession)).status).toBe(200)
})

test.each([
  { why: 'signed by another key than the request', swap: true, handover: undefined },
  { why: 'that is none', swap: false, handover: 'a.b.c' },
])('a handover $why changes nothing and is written down', async ({ swap, handover }) => {
  const mine = await aBoundDevice(service)
  const other = pc.start()
  const next = await other.keys.prepareNext()
  let given = handover
  const spy: ServiceClient = {
    call: async (endpoint, input) => {
      if (endpoint.url === postWorkstationKey.url && endpoint.method === 'POST') {
        given = (input as { body: { handover: string } }).body.handover
        throw new AppError('offline', 'Caught.')
      }
      return { since: null, isDue: true, status: 'unknown' } as never
    },
  }
  if (swap)
    await createKeyRotation({
      keys: other.keys,
      service: spy,
      serviceWithNext: spy,
      isBusy: () => false,
      log: aLog().log,
    }).changeWhenDue()
  const answer = await mine.call(postWorkstationKey, { body: { handover: given } })
  expect(answer.status).toBe(400)
  expect((await mine.call(getEnrolment)).body).toMatchObject({ status: 'approved' })
  expect((await (await speaker(async () => next)).call(getEnrolment)).body).toEqual({ status: 'unknown' })
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'workstation.key-refused', object: mine.number })
})
