import { postEnrolment, postSession } from '#contract/http/identity.ts'
import { aDevice, type Device, tokenCode } from '#test/support/device.ts'
import type { TestService } from '#test/support/service.ts'

let issued = 0

/** A workstation of the demo outlet, enrolled and approved for the loopback address. */
export async function aBoundDevice(
  service: TestService,
  { addresses = ['127.0.0.1'], institution = '1032050101' } = {},
): Promise<Device & { number: string }> {
  const device = await aDevice(service)
  issued += 1
  const number = `JJH-${String(issued).padStart(3, '0')}`
  const value = `TESTCQDE0000${String(issued).padStart(4, '0')}`
  const { administration } = service.services.workstations
  await administration.issueCode({ value, institution, workstationNumber: number })
  await device.call(postEnrolment, {
    body: { enrolmentCode: value, factors: {}, platform: 'linux', appVersion: '0.0.0' },
  })
  await administration.approve(number, addresses)
  return Object.assign(device, { number })
}

export interface Credentials {
  readonly employeeId: string
  readonly password: string
  readonly dynamicPassword: string
}

export function credentialsOf(service: TestService, employeeId = 'E10017'): Credentials {
  return {
    employeeId,
    password: service.secrets[employeeId]?.password ?? '',
    dynamicPassword: tokenCode(service, employeeId),
  }
}

/** An officer logged in at a bound workstation. Moves the clock on by one step, so that the next code is fresh. */
export async function anOfficer(service: TestService, employeeId = 'E10017') {
  const device = await aBoundDevice(service)
  await logIn(service, device, employeeId)
  return device
}

export async function logIn(service: TestService, device: Device, employeeId = 'E10017'): Promise<void> {
  device.token = undefined
  const answer = await device.call(postSession, { body: credentialsOf(service, employeeId) })
  if (answer.status !== 200) throw new Error(`The log-in of the test failed: ${JSON.stringify(answer.body)}`)
  device.token = answer.body.token
  service.travelTo(new Date(service.now().getTime() + 30_000))
}
