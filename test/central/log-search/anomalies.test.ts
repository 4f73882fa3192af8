import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import {
  deleteSavedSearch,
  getLogAnomalies,
  getSavedSearches,
  postLogSearch,
  postSavedSearch,
} from '#contract/http/log-search.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import { SavedSearchId } from '#contract/saved-search.ts'
import { grantEngagement } from '#test/support/auditor.ts'
import { aDraft } from '#test/support/log-entries.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
let auditor: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  auditor = await aStaffMember(service, 'E50001')
})
afterAll(() => service.stop())

async function write(changes: Partial<LogEntry>): Promise<void> {
  const { audit } = service.services
  const id = await inTransaction(service.database, (tx) => audit.record(tx, { ...aDraft(), ...changes }))
  await audit.receiptFor(id, 5000)
}

test('two decisions of one officer in one second are found once, and each sees what is within reach', async () => {
  for (const _ of [1, 2]) await write({ kind: 'query.decided', object: randomUUID(), facts: {} })
  const found = (await headOffice.call(getLogAnomalies)).body
  expect(found.filter(({ kind }) => kind === 'same-second')).toMatchObject([
    { institution: '1032050101', facts: { employeeId: 'E10017', acts: 2 } },
  ])
  expect((await headOffice.call(getLogAnomalies)).body).toEqual(found)

  expect((await auditor.call(getLogAnomalies)).body).toEqual([])
  await grantEngagement(service, headOffice, { institutions: ['1032050101'] })
  expect((await auditor.call(getLogAnomalies)).body.map(({ kind }) => kind)).toEqual(['same-second'])
})

test('looking at oddities is itself an entry of the log', async () => {
  await headOffice.call(getLogAnomalies)
  const { body } = await headOffice.call(postLogSearch, { body: { kind: 'log.searched', employeeId: 'E40001' } })
  expect(body.entries[0]?.entry.facts).toMatchObject({ fields: ['anomalies'] })
})

test('a search is saved, replaced by one of its name, made again by nobody else, and deleted', async () => {
  const named = (search: object) => ({
    id: SavedSearchId.parse(randomUUID()),
    name: '夜间拒绝',
    search: { kind: 'session.refused' as const, ...search },
  })
  await auditor.call(postSavedSearch, { body: named({}) })
  const { body: saved } = await auditor.call(postSavedSearch, { body: named({ workstation: 'JJH-001' }) })
  expect(saved).toMatchObject([{ name: '夜间拒绝', search: { kind: 'session.refused', workstation: 'JJH-001' } }])
  expect((await headOffice.call(getSavedSearches)).body).toEqual([])
  const id = saved[0]?.id ?? SavedSearchId.parse(randomUUID())
  expect((await headOffice.call(deleteSavedSearch, { params: { id } })).status).toBe(404)
  expect((await auditor.call(deleteSavedSearch, { params: { id } })).body).toEqual([])
})

test('a search for a subject is not kept', async () => {
  const search = { subject: { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' } }
  const body = { id: SavedSearchId.parse(randomUUID()), name: '某人', search }
  expect((await auditor.call(postSavedSearch, { body: body as never })).body).toMatchObject({ code: 'invalid-input' })
})
