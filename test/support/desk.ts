/** Somebody at a PC of his own beside the one whose windows a journey drives: the real client's parts, no windows. */

import type { Operation, Signature } from '#contract/approval.ts'
import { postChallenge } from '#contract/http/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { postEnrolment, postSession } from '#contract/http/identity.ts'
import type { CallInput } from '#main/service/service-client.ts'
import type { Branch } from '#test/support/branch.ts'
import { aClient } from '#test/support/client-parts.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>

let opened = 0

/** Enrols a PC for somebody's institution and logs him in there. */
export async function openDesk({ service, folder }: Branch, employeeId: string) {
  const { instance, administration, bank, codeOf, answerOf } = service()
  const institution = bank.users.find((user) => user.employeeId === employeeId)?.institution ?? ''
  opened += 1
  const number = `DSK-${String(opened).padStart(3, '0')}`
  const pc = aClient({ origin: instance.origin }, folder.state.authority, Date.now)
  const enrolmentCode = await administration.issueCode(institution, number)
  await pc.client.call(postEnrolment, { body: { enrolmentCode, factors: {}, platform: 'linux', appVersion: '0.1.0' } })
  await administration.approve(number, ['127.0.0.1/32', '::1/128'])
  const password = folder.state.secrets[employeeId]?.password ?? ''
  const body = { employeeId, password, dynamicPassword: codeOf(employeeId) }
  const { token } = await pc.client.call(postSession, { body })

  const call = <E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'token'>) =>
    pc.client.call(endpoint, { ...input, token } as CallInput<E>)
  const sign = async (operation: Operation): Promise<Signature> => {
    const { id, question } = await call(postChallenge, { body: operation })
    return { challengeId: id, code: answerOf(employeeId, question) }
  }
  return { call, sign, close: pc.close }
}
