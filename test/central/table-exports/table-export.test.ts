import { afterAll, beforeAll, expect, test } from 'vitest'
import { postTableExport } from '#contract/http/table-export.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  const tableExport = { ...defaultPolicyBody.tableExport, 'query-officer': false }
  service = await startTestService({ policy: { ...defaultPolicyBody, tableExport } })
})
afterAll(() => service.stop())

const body = { table: 'users', rows: 12, columns: 6, sha256: 'a'.repeat(64) }

test('an export is an entry with its table, size and hash', async () => {
  const administrator = await aStaffMember(service, 'E20002')
  expect((await administrator.call(postTableExport, { body })).status).toBe(200)
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'table.exported',
    employeeId: 'E20002',
    object: 'users',
    facts: { rows: 12, columns: 6, sha256: body.sha256, role: 'institution-administrator' },
  })
})

test('a role to which the policy forbids it is refused, and that is an entry', async () => {
  const officer = await anOfficer(service)
  expect((await officer.call(postTableExport, { body })).body).toMatchObject({ code: 'export-refused' })
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'table.export-refused', employeeId: 'E10017' })
})
