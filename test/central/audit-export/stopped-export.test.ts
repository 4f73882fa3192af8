import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAuditExport } from '#contract/http/audit.ts'
import { anAuditDesk, grantEngagement } from '#test/support/auditor.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test('an export under way when the service stops waits for the next start', async () => {
  const desk = await anAuditDesk(service)
  const { id: engagement } = await grantEngagement(service, desk.headOffice)
  // Without a sequencer it cannot get past its receipt.
  await service.stopSequencer()
  const { body } = await desk.ask(engagement)
  await service.services.exportRunner.stop()
  const { body: left } = await desk.auditor.call(getAuditExport, { params: { id: body.id } })
  expect(left).toMatchObject({ state: 'waiting', parts: [] })
})
