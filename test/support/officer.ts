import type { Operation, Signature } from '#contract/approval.ts'
import { postChallenge } from '#contract/http/approval.ts'
import { postEnrolment, postSession } from '#contract/http/identity.ts'
import { aDevice, type Device, signingCode, tokenCode } from '#test/support/device.ts'
import { demoBank, type TestService } from '#test/support/service.ts'

let issued = 0

/** A workstation of the demo outlet, enrolled and approved for the loopback address. */
export async function aBoundDevice(
  service: TestService,
  { addresses = ['127.0.0.1'], institution = '1032050101' } = {},
): Promise<Device & { number: string }> {
  const device = await aDevice(service)
  issued += 1
  const number = `JJH-${String(issued).padStart(3, '0')}`
  const { administration } = service
  const enrolmentCode = await administration.issueCode(institution, number)
  await device.call(postEnrolment, {
    body: { enrolmentCode, factors: {}, platform: 'linux', appVersion: '0.0.0' },
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

/** Somebody of the demo bank, of whatever role, logged in at a workstation of his own institution. */
export async function aStaffMember(service: TestService, employeeId: string) {
  const institution = demoBank.users.find((user) => user.employeeId === employeeId)?.institution ?? ''
  const device = await aBoundDevice(service, { institution })
  await logIn(service, device, employeeId)
  return Object.assign(device, { employeeId })
}

/** Asks for the challenge of an operation and answers it with the person's token. */
export async function sign(
  service: TestService,
  device: Device & { readonly employeeId: string },
  operation: Operation,
): Promise<Signature> {
  const { status, body } = await device.call(postChallenge, { body: operation })
  if (status !== 200) throw new Error(`The challenge of the test was refused: ${JSON.stringify(body)}`)
  return { challengeId: body.id, code: signingCode(service, device.employeeId, body.question) }
}

/** Somebody who has changed his password in time, unless it is one that was handed over. */
export async function logIn(service: TestService, device: Device, employeeId = 'E10017'): Promise<void> {
  device.token = undefined
  await service.database`update app_user set password_changed_at = ${service.now()} where employee_id = ${employeeId}`
  const answer = await device.call(postSession, { body: credentialsOf(service, employeeId) })
  if (answer.status !== 200) throw new Error(`The log-in of the test failed: ${JSON.stringify(answer.body)}`)
  device.token = answer.body.token
  service.travelTo(new Date(service.now().getTime() + 30_000))
}
