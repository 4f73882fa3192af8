import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import { getAllowance, getQueries } from '#contract/http/query.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test.each(['E20001', 'E30001', 'E40001', 'E50001', 'E60001'])(
  '%s, who asks no queries, is refused at the endpoints of query officers and recorded',
  async (employeeId) => {
    const device = await aStaffMember(service, employeeId)
    expect((await device.call(getSession)).status).toBe(200)
    for (const endpoint of [getQueries, getAllowance])
      expect((await device.call(endpoint)).body).toMatchObject({ code: 'forbidden' })
    expect((await service.entries()).at(-1)).toMatchObject({ kind: 'access.refused', employeeId })
  },
)

test('a user who is no query officer can have no purposes, whoever writes it into the database', async () => {
  const change = service.database`update app_user set purposes = '{02}' where employee_id = 'E50001'`
  await expect(change).rejects.toThrow(/app_user_duties/)
})
