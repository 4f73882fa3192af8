import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import { getSelfTest } from '#contract/http/self-test.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { aDevice } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test('a PC that nobody knows learns its address and the time, and nothing of the policy', async () => {
  const stranger = await aDevice(service, '10.66.0.9')
  expect(await stranger.call(getSelfTest)).toMatchObject({
    status: 200,
    body: { at: service.now().toISOString(), address: '10.66.0.9', isAddressBound: null, capture: null },
  })
})

test('a bound PC learns whether it stands where it should, and its session lives on when it does not', async () => {
  const { capture } = defaultPolicyBody.viewing
  const pc = await anOfficer(service)
  const { token } = pc
  pc.token = undefined
  expect(await pc.call(getSelfTest)).toMatchObject({ body: { isAddressBound: true, capture } })
  pc.address = '10.66.0.9'
  expect(await pc.call(getSelfTest)).toMatchObject({ body: { address: '10.66.0.9', isAddressBound: false, capture } })

  Object.assign(pc, { token, address: '127.0.0.1' })
  expect(await pc.call(getSession)).toMatchObject({ status: 200 })
})

test('whoever does not prove a key learns nothing', async () => {
  const answer = await service.app.inject({ method: 'GET', url: getSelfTest.url })
  expect(answer.statusCode).toBe(401)
})
