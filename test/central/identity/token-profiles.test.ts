import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneTimePassword, tokenProfileNames, tokenStep } from '#central/identity/one-time-password.ts'
import { postSession } from '#contract/http/identity.ts'
import { aBoundDevice, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { giveToken } from '#test/support/token.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

const timeBased = tokenProfileNames.filter((profile) => profile !== 'hotp')

test.each(timeBased)('an officer with a %s token logs in, once per code', async (profile) => {
  const token = { profile, digits: 6, periodSeconds: profile.startsWith('gmt') ? 60 : 30 } as const
  const seed = await giveToken(service, 'E10017', token)
  const device = await aBoundDevice(service)
  const step = tokenStep(service.now().getTime() / 1000, token)
  const logInWith = (dynamicPassword: string) =>
    device.call(postSession, { body: { ...credentialsOf(service), dynamicPassword } })

  expect(await logInWith(oneTimePassword(seed, step - 2n, token))).toMatchObject({ status: 401 })
  const code = oneTimePassword(seed, step, token)
  expect(await logInWith(code)).toMatchObject({ status: 200, body: { user: { employeeId: 'E10017' } } })
  expect(await logInWith(code)).toMatchObject({ status: 401, body: { code: 'code-used' } })
})

test('the code of the token that was taken away is refused', async () => {
  await giveToken(service, 'E10023', { profile: 'gmt-2012-sm3', digits: 6, periodSeconds: 60 })
  const device = await aBoundDevice(service)
  expect(await device.call(postSession, { body: credentialsOf(service, 'E10023') })).toMatchObject({ status: 401 })
})

test.each([
  { why: 'an unknown profile', token: { profile: 'md5', digits: 6, periodSeconds: 30 } },
  { why: 'a counter token for signing', token: { profile: 'hotp', digits: 6, periodSeconds: 30, use: 'signing' } },
  { why: 'a GM/T token with steps of 61 seconds', token: { profile: 'gmt-2012-sm3', digits: 6, periodSeconds: 61 } },
  { why: 'a GM/T token with steps of no length', token: { profile: 'gmt-2012-sm4', digits: 6, periodSeconds: 0 } },
])('the database refuses $why', async ({ token }) => {
  await expect(giveToken(service, 'E10017', token as Parameters<typeof giveToken>[2])).rejects.toThrow(
    /check constraint/,
  )
})
