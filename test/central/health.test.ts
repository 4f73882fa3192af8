import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHealthService } from '#central/health/health-service.ts'
import { getHealth } from '#contract/http/health.ts'
import { aDraft } from '#test/support/log-entries.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

async function health() {
  return (await service.app.inject({ method: 'GET', url: getHealth.url })).json()
}

test('a service that works says so without asking who we are', async () => {
  expect(await health()).toEqual({ status: 'ok', version: '0.0.0-test', database: 'ok', log: 'ok' })
})

test('when entries wait for two seconds the log is stalled', async () => {
  await service.stopSequencer()
  await service.services.audit.recordAlone(aDraft())
  let nowMs = 0
  const watch = createHealthService(service.services.audit, '1', () => nowMs)
  expect((await watch.check()).log).toBe('ok')
  nowMs = 2001
  expect(await watch.check()).toMatchObject({ status: 'degraded', log: 'stalled' })
})

test('without its database the service is degraded, and still answers', async () => {
  const broken = { ...service.services.audit, pending: () => Promise.reject(new Error('no connection')) }
  expect(await createHealthService(broken, '1', () => 0).check()).toMatchObject({
    status: 'degraded',
    database: 'down',
  })
  expect((await health()).database).toBe('ok')
})
