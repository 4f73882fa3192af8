import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEnrolment, getSession, postEnrolment } from '#contract/http/identity.ts'
import {
  getWorkstation,
  getWorkstations,
  postAddresses,
  postApproval,
  postEnrolmentCodes,
  postRefusal,
  postRevocation,
} from '#contract/http/workstation.ts'
import type { WorkstationId } from '#contract/workstation.ts'
import { addressesOperation, approvalOperation } from '#contract/workstation-administration.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aBoundDevice, aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let outletAdministrator: Staff
let subBranchAdministrator: Staff
let it: Staff
beforeAll(async () => {
  service = await startTestService()
  outletAdministrator = await aStaffMember(service, 'E20001')
  subBranchAdministrator = await aStaffMember(service, 'E20002')
  it = await aStaffMember(service, 'E60001')
})
afterAll(() => service.stop())

const outlet = '1032050101'
const addresses = ['10.32.5.0/24', '2001:db8:5::/64']
let numbers = 0

/** A PC that asks to be registered with a code of the issuer's. */
async function aWaitingPc(issuer: Staff, institution = outlet) {
  numbers += 1
  const workstationNumber = `ADM-${String(numbers).padStart(3, '0')}`
  const order = { institution, workstationNumbers: [workstationNumber] }
  const { body } = await issuer.call(postEnrolmentCodes, { body: order })
  const device = await aDevice(service, '10.32.5.17')
  const factors = { machine: ['a'.repeat(64)] }
  await device.call(postEnrolment, {
    body: { enrolmentCode: body[0]?.code, factors, platform: 'linux', appVersion: '0.0.0' },
  })
  const id = await idOf(workstationNumber)
  return { device, id, number: workstationNumber }
}

async function idOf(number: string): Promise<WorkstationId> {
  const found = (await service.administration.list()).find((one) => one.number === number)
  if (!found) throw new Error(`There is no ${number}.`)
  return found.id
}

async function approve(by: Staff, { device, id }: { device: Device; id: string }, given = addresses) {
  const signature = await sign(service, by, approvalOperation(id, device.thumbprint, given))
  return by.call(postApproval, { params: { id }, body: { addresses: given, signature } })
}

test('a PC is registered with a code of IT and approved by an administrator who signs key and addresses', async () => {
  const pc = await aWaitingPc(it)
  expect((await pc.device.call(getEnrolment)).body).toMatchObject({ status: 'pending' })
  const waiting = (await outletAdministrator.call(getWorkstations)).body.workstations[0]
  expect(waiting).toMatchObject({ number: pc.number, status: 'pending', isRequestedByCaller: false })

  expect((await approve(outletAdministrator, pc)).status).toBe(200)
  expect((await pc.device.call(getEnrolment)).body).toMatchObject({ status: 'approved', binding: { addresses } })
  const { body } = await outletAdministrator.call(getWorkstation, { params: { id: pc.id } })
  expect(body).toMatchObject({
    requestedFrom: '10.32.5.17',
    requestedBy: { employeeId: 'E60001' },
    approvedBy: { employeeId: 'E20001' },
    readableFactors: ['machine'],
    thumbprint: pc.device.thumbprint,
  })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'workstation.approved',
    employeeId: 'E20001',
    object: pc.number,
    facts: { addresses, thumbprint: pc.device.thumbprint },
  })
})

test('whoever issued the code may not approve', async () => {
  const pc = await aWaitingPc(subBranchAdministrator)
  expect((await approve(subBranchAdministrator, pc)).body).toMatchObject({ code: 'second-person-required' })
  expect((await pc.device.call(getEnrolment)).body).toMatchObject({ status: 'pending' })
  expect((await approve(outletAdministrator, pc)).status).toBe(200)
})

test('a signature for some addresses is worth nothing for others', async () => {
  const { device, id } = await aWaitingPc(it)
  const signature = await sign(service, outletAdministrator, approvalOperation(id, device.thumbprint, ['10.32.5.1']))
  const body = { addresses: ['10.32.0.0/16'], signature }
  const answer = await outletAdministrator.call(postApproval, { params: { id }, body })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
  expect((await device.call(getEnrolment)).body).toMatchObject({ status: 'pending' })
})

test('addresses wider than the policy allows are refused by the service too', async () => {
  const pc = await aWaitingPc(it)
  const answer = await approve(outletAdministrator, pc, ['10.32.5.1', '10.0.0.0/8'])
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', fields: ['addresses.1'] } })
})

test('an administrator sees and changes nothing outside the subtree; IT sees everything and approves nothing', async () => {
  const pc = await aWaitingPc(it, '10320501')
  const seen = (await outletAdministrator.call(getWorkstations)).body
  expect(seen.workstations.map(({ number }) => number)).not.toContain(pc.number)
  expect(seen.institutions.map(({ code }) => code)).toEqual([outlet])
  expect((await outletAdministrator.call(getWorkstation, { params: { id: pc.id } })).status).toBe(404)
  const reason = { params: { id: pc.id }, body: { reason: 'not-ours' } }
  expect((await outletAdministrator.call(postRefusal, reason)).status).toBe(404)
  expect((await it.call(getWorkstations)).body.workstations.map(({ number }) => number)).toContain(pc.number)
  expect((await it.call(postRefusal, reason)).body).toMatchObject({ code: 'forbidden' })
})

test('codes are issued for the own subtree only, and never for a number in use', async () => {
  const order = { institution: '10320501', workstationNumbers: ['ADM-900'] }
  expect((await outletAdministrator.call(postEnrolmentCodes, { body: order })).status).toBe(404)
  const { number } = await aWaitingPc(it)
  const again = { institution: outlet, workstationNumbers: ['ADM-901', number] }
  expect((await it.call(postEnrolmentCodes, { body: again })).body).toMatchObject({
    code: 'conflict',
    fields: [number],
  })
})

test('a code is good once and until its time is over; a new one for the same number replaces it', async () => {
  const order = { institution: outlet, workstationNumbers: ['ADM-902'] }
  const [first] = (await it.call(postEnrolmentCodes, { body: order })).body
  const [second] = (await it.call(postEnrolmentCodes, { body: order })).body
  const request = { factors: {}, platform: 'linux', appVersion: '0.0.0' }
  const [one, two] = [await aDevice(service), await aDevice(service)]
  const withFirst = await one.call(postEnrolment, { body: { ...request, enrolmentCode: first?.code } })
  expect(withFirst.body).toMatchObject({ code: 'enrolment-refused' })
  const withSecond = { body: { ...request, enrolmentCode: second?.code } }
  expect((await one.call(postEnrolment, withSecond)).body).toMatchObject({ status: 'pending' })
  expect((await two.call(postEnrolment, withSecond)).body).toMatchObject({ code: 'enrolment-refused' })
})

test('a refused PC hears why and cannot be approved later', async () => {
  const pc = await aWaitingPc(it)
  await outletAdministrator.call(postRefusal, { params: { id: pc.id }, body: { reason: 'wrong-number' } })
  expect((await pc.device.call(getEnrolment)).body).toEqual({ status: 'refused', reason: 'wrong-number' })
  expect((await approve(outletAdministrator, pc)).body).toMatchObject({ code: 'conflict' })
})

test('changed addresses are signed, and count at the next request', async () => {
  const device = await aBoundDevice(service)
  const id = await idOf(device.number)
  const signature = await sign(service, outletAdministrator, addressesOperation(id, addresses))
  const answer = await outletAdministrator.call(postAddresses, { params: { id }, body: { addresses, signature } })
  expect(answer.status).toBe(200)
  expect((await device.call(getEnrolment)).body).toMatchObject({ binding: { addresses } })
})

test('a revoked PC hears the reason, and its number may be used by a PC with another key', async () => {
  const pc = await aWaitingPc(it)
  await approve(outletAdministrator, pc)
  await outletAdministrator.call(postRevocation, { params: { id: pc.id }, body: { reason: 'stolen' } })
  expect((await pc.device.call(getEnrolment)).body).toEqual({ status: 'revoked', reason: 'stolen' })
  expect((await pc.device.call(getSession)).body).toMatchObject({ code: 'session-ended' })

  const order = { institution: outlet, workstationNumbers: [pc.number] }
  const [issued] = (await it.call(postEnrolmentCodes, { body: order })).body
  const request = { enrolmentCode: issued?.code, factors: {}, platform: 'linux', appVersion: '0.0.0' }
  // The old key hears its old state and uses no code up.
  expect((await pc.device.call(postEnrolment, { body: request })).body).toMatchObject({ status: 'revoked' })
  const fresh = await aDevice(service)
  expect((await fresh.call(postEnrolment, { body: request })).body).toMatchObject({ status: 'pending' })
})

test('when a PC was last seen, and from where, stands in the list', async () => {
  const device = await aStaffMember(service, 'E10023')
  const { body } = await outletAdministrator.call(getWorkstations)
  const row = body.workstations.find(({ number }) => number === device.number)
  expect(row).toMatchObject({ lastAddress: '127.0.0.1', lastSeenAt: expect.any(String) })
})
