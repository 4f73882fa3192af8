import { afterAll, beforeAll, expect, test } from 'vitest'
import { postSession } from '#contract/http/identity.ts'
import { aBoundDevice, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const released = `release-${'a'.repeat(64)}`

let service: TestService
beforeAll(async () => {
  service = await startTestService({ builds: { allowed: [released], minimumVersion: '1.2.0' } })
})
afterAll(() => service.stop())

test.each([
  { why: 'an old version', build: { id: released, version: '1.1.9' }, reason: 'build-too-old' },
  { why: 'a test build', build: { id: 'test-unpackaged', version: '1.2.0' }, reason: 'build-not-released' },
  {
    why: 'a forged higher version',
    build: { id: `release-${'b'.repeat(64)}`, version: '9.0.0' },
    reason: 'build-unknown',
  },
  { why: 'nonsense', build: { id: '../../etc', version: 'latest' }, reason: 'build-malformed' },
  { why: 'silence', build: undefined, reason: 'build-missing' },
])('$why is told to update, before password and code count, and recorded as $reason', async ({ build, reason }) => {
  const device = await aBoundDevice(service)
  const body = { ...credentialsOf(service), password: 'a-wrong-password', ...(build && { build }) }
  const answer = await device.call(postSession, { body })
  expect(answer).toMatchObject({ status: 426, body: { code: 'build-refused' } })
  expect(answer.headers['upgrade']).toBe('credit-query-workstation')
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'session.refused', facts: { reason } })
})

test('the released build logs in', async () => {
  const device = await aBoundDevice(service)
  const body = { ...credentialsOf(service), build: { id: released, version: '1.2.0' } }
  expect((await device.call(postSession, { body })).status).toBe(200)
})
