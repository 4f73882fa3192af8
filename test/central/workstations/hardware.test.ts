import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEnrolment, getSession, postEnrolment, postSession } from '#contract/http/identity.ts'
import { getWorkstation, postApproval, postHardware } from '#contract/http/workstation.ts'
import { type HardwareFactors, hardwareFactors } from '#contract/workstation.ts'
import { approvalOperation, hardwareOperation } from '#contract/workstation-administration.ts'
import { aDevice, type Device } from '#test/support/device.ts'
import { aStaffMember, credentialsOf, logIn as logInAs, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let administrator: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  administrator = await aStaffMember(service, 'E20001')
})
afterAll(() => service.stop())

const hash = (digit: string) => digit.repeat(64)
const own = Object.fromEntries(hardwareFactors.map((name) => [name, [hash('a')]])) as Required<HardwareFactors>
let pcs = 0

async function aPc() {
  pcs += 1
  const number = `HWF-${String(pcs).padStart(3, '0')}`
  const enrolmentCode = await service.administration.issueCode('1032050101', number)
  const device = await aDevice(service)
  const request = { enrolmentCode, factors: own, platform: 'linux', appVersion: '0.1.0' }
  await device.call(postEnrolment, { body: request })
  const id = await service.administration.approve(number, ['127.0.0.1'])
  return { device, number, id, counter: 0 }
}

type Pc = Awaited<ReturnType<typeof aPc>>

/** Logs in at the PC with these factors; the number grows as the program has it, unless one is given. */
async function logIn(pc: Pc, factors: HardwareFactors = own, counter = pc.counter + 1, device: Device = pc.device) {
  pc.counter = Math.max(pc.counter, counter)
  device.token = undefined
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const body = { ...credentialsOf(service), device: { factors, counter }, build: { id: 'test-x', version: '0.2.0' } }
  const answer = await device.call(postSession, { body })
  if (answer.status === 200) device.token = answer.body.token
  return answer
}

/** The clock has moved on further than a session lasts. */
async function anAdministrator() {
  await logInAs(service, administrator, 'E20001')
  return administrator
}

async function logOut(pc: Pc) {
  // Nobody has worked at the PC for longer than the idle limit.
  service.travelTo(new Date(service.now().getTime() + 10 * 60_000))
  pc.device.token = undefined
}

async function kinds(): Promise<string[]> {
  return (await service.entries()).map(({ kind }) => kind)
}

test('a new network card passes, is recorded and is the new state; the next one is weighed against it', async () => {
  const pc = await aPc()
  expect((await logIn(pc)).status).toBe(200)
  await logOut(pc)
  expect((await logIn(pc, { ...own, network: [hash('b')] })).status).toBe(200)
  const changed = (await service.entries()).findLast(({ kind }) => kind === 'workstation.hardware-changed')
  expect(changed).toMatchObject({ workstation: pc.number, facts: { changed: ['network'], matchPercent: 90 } })
  await logOut(pc)
  const before = (await kinds()).filter((kind) => kind === 'workstation.hardware-changed').length
  expect((await logIn(pc, { ...own, network: [hash('b')] })).status).toBe(200)
  expect((await kinds()).filter((kind) => kind === 'workstation.hardware-changed')).toHaveLength(before)
  const { body } = await (await anAdministrator()).call(getWorkstation, { params: { id: pc.id } })
  expect(body).toMatchObject({ changedFactors: ['network'], refusedHardware: null, appVersion: '0.2.0' })
})

test('a profile on another PC is refused before the password is looked at, with the parts that differ', async () => {
  const pc = await aPc()
  await logIn(pc)
  await logOut(pc)
  const other = { ...own, firmware: [hash('c')], machine: [hash('c')], disk: [hash('c')] }
  const guess = { ...credentialsOf(service), password: 'wrong', device: { factors: other, counter: 9 } }
  const answer = await pc.device.call(postSession, { body: guess })
  expect(answer).toMatchObject({
    status: 403,
    body: { code: 'hardware-changed', fields: ['firmware', 'machine', 'disk'] },
  })
  const refused = (await service.entries()).findLast(({ kind }) => kind === 'workstation.hardware-refused')
  expect(refused).toMatchObject({ facts: { reason: 'large', changed: ['firmware', 'machine', 'disk'] } })
  expect(JSON.stringify(refused)).not.toContain(hash('c'))
})

test('refused hardware is accepted with a signature over the parts that differ, and not over others', async () => {
  const pc = await aPc()
  const other = { ...own, firmware: [hash('d')], machine: [hash('d')] }
  expect((await logIn(pc, other)).body).toMatchObject({ code: 'hardware-changed' })
  const accept = async (changed: string[]) => {
    const by = await anAdministrator()
    const signature = await sign(service, by, hardwareOperation(pc.id, pc.device.thumbprint, changed))
    return by.call(postHardware, { params: { id: pc.id }, body: { changed, signature } })
  }
  expect((await accept(['network'])).body).toMatchObject({ code: 'conflict' })
  expect((await logIn(pc, other)).body).toMatchObject({ code: 'hardware-changed' })
  expect((await accept(['firmware', 'machine'])).status).toBe(200)
  expect((await logIn(pc, other)).status).toBe(200)
})

test('a PC that suddenly shows nothing of itself is refused', async () => {
  const pc = await aPc()
  expect((await logIn(pc, {})).body).toMatchObject({ code: 'hardware-changed' })
  pc.device.token = undefined
  const withoutReport = await pc.device.call(postSession, { body: credentialsOf(service) })
  expect(withoutReport.body).toMatchObject({ code: 'hardware-changed' })
})

test('the same key on other hardware while somebody works: both are out at once, until an administrator looks', async () => {
  const pc = await aPc()
  expect((await logIn(pc)).status).toBe(200)
  const working = { ...pc.device }
  const clone = { ...own, network: [hash('e')] }
  const answer = await logIn(pc, clone)
  expect(answer).toMatchObject({ status: 403, body: { code: 'workstation-quarantined' } })
  expect((await kinds()).slice(-3)).toEqual(['workstation.quarantined', 'incident.raised', 'session.ended'])
  pc.device.token = working.token
  expect((await pc.device.call(getSession)).body).toMatchObject({ code: 'workstation-quarantined' })
  pc.device.token = undefined
  expect((await pc.device.call(getEnrolment)).body).toEqual({ status: 'quarantined' })
  expect((await logIn(pc)).body).toMatchObject({ code: 'workstation-quarantined' })

  const addresses = ['127.0.0.1']
  const operation = approvalOperation(pc.id, pc.device.thumbprint, addresses)
  const by = await anAdministrator()
  const signature = await sign(service, by, operation)
  await by.call(postApproval, { params: { id: pc.id }, body: { addresses, signature } })
  expect((await logIn(pc)).status).toBe(200)
})

test('two log-ins with one key at the same moment from different hardware: at most one is let in, and not for long', async () => {
  const pc = await aPc()
  await logIn(pc)
  await logOut(pc)
  const [left, right] = [own, { ...own, disk: [hash('f')] }]
  const bodies = [left, right].map((factors, index) => ({
    ...credentialsOf(service),
    device: { factors, counter: pc.counter + 1 + index },
  }))
  await pc.device.call(getEnrolment)
  await Promise.all(bodies.map((body) => pc.device.call(postSession, { body })))
  pc.counter += 2
  const [first, second] = [await logIn(pc, right), await logIn(pc, left)]
  expect([first.status, second.status]).toEqual([expect.any(Number), 403])
  expect(second.body).toMatchObject({ code: 'workstation-quarantined' })
})

test('a restored profile repeats an old number: refused and recorded', async () => {
  const pc = await aPc()
  await logIn(pc, own, 5)
  await logOut(pc)
  for (const counter of [5, 3]) {
    expect((await logIn(pc, own, counter)).body).toMatchObject({ code: 'profile-rolled-back' })
    const entry = (await service.entries()).findLast(({ kind }) => kind === 'workstation.rolled-back')
    expect(entry).toMatchObject({ workstation: pc.number, facts: { counter, expectedAbove: 5 } })
  }
  expect((await logIn(pc, own, 6)).status).toBe(200)
})
