import { afterAll, beforeAll, expect } from 'vitest'
import { postSession } from '#contract/http/identity.ts'
import { aNaiveSession } from '#test/attack/naive/naive-service.ts'
import { attack } from '#test/attack/support/attack.ts'
import { aBoundDevice, credentialsOf } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const released = `release-${'a'.repeat(64)}`
let service: TestService
beforeAll(async () => {
  service = await startTestService({ builds: { allowed: [released], minimumVersion: '1.2.0' } })
})
afterAll(() => service.stop())

attack('A19', 'an old client, one that says nothing, nonsense, or a version from the future', {
  probe: async () => {
    const device = await aBoundDevice(service)
    const builds = [
      { id: released, version: '1.1.9' },
      undefined,
      { id: 'x', version: 'latest' },
      { id: `release-${'b'.repeat(64)}`, version: '99.0.0' },
      { id: 'test-unpackaged', version: '1.2.0' },
      { id: `trial-${'a'.repeat(64)}`, version: '1.2.0' },
    ]
    for (const build of builds) {
      const answer = await device.call(postSession, { body: { ...credentialsOf(service), ...(build && { build }) } })
      expect(answer).toMatchObject({ status: 426, body: { code: 'build-refused' } })
    }
    const refusals = (await service.entries()).filter(({ kind }) => kind === 'session.refused')
    expect(refusals).toHaveLength(builds.length)
    const body = { ...credentialsOf(service), build: { id: released, version: '1.2.0' } }
    expect((await device.call(postSession, { body })).status).toBe(200)
  },
  control: () => {
    const { service: naive, token } = aNaiveSession()
    return naive.ask({ path: '/report', token, headers: { 'user-agent': 'credit-query/0.0.1' } }).body
  },
})
