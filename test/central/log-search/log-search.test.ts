import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { postEngagementEnd } from '#contract/http/audit.ts'
import { getQueryTimeline, postLogSearch } from '#contract/http/log-search.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import { grantEngagement } from '#test/support/auditor.ts'
import { aDraft } from '#test/support/log-entries.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const outlet = '1032050101'
const subject = { name: '沈嘉禾', idType: '10' as const, idNumber: '320506198603140210' }
const [queryId, consentId, viewingId] = [randomUUID(), randomUUID(), randomUUID()]

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  const known = await service.services.subjects.identify(service.database, subject)
  await write({ kind: 'consent.registered', object: consentId, facts: {} })
  await write({
    kind: 'query.decided',
    object: queryId,
    subjectCommitment: known.commitment,
    facts: { consent: consentId },
  })
  await write({ kind: 'report.received', object: queryId, facts: { reportNumber: '2026112500000001' } })
  await write({ kind: 'report.opened', object: viewingId, facts: { query: queryId, reportNumber: '2026112500000001' } })
  await write({ kind: 'report.page-viewed', object: viewingId, facts: { query: queryId, page: 1 } })
  await write({ kind: 'session.refused', institution: '1033010101', workstation: 'HZX-009', address: '10.9.8.7' })
})
afterAll(() => service.stop())

async function write(changes: Partial<LogEntry>): Promise<void> {
  const { audit } = service.services
  const id = await inTransaction(service.database, (tx) => audit.record(tx, { ...aDraft(), ...changes }))
  await audit.receiptFor(id, 5000)
}

async function kindsFound(body: object, who = headOffice): Promise<string[]> {
  const answer = await who.call(postLogSearch, { body })
  expect(answer.status).toBe(200)
  return answer.body.entries.map(({ entry }) => entry.kind)
}

test.each([
  { by: 'query', body: { reference: queryId }, count: 4 },
  { by: 'consent', body: { reference: consentId }, count: 2 },
  { by: 'viewing', body: { reference: viewingId }, count: 2 },
  { by: 'report number', body: { reference: '2026112500000001' }, count: 2 },
  { by: 'workstation', body: { workstation: 'HZX-009' }, count: 1 },
  { by: 'address', body: { address: '10.9.8.7' }, count: 1 },
  { by: 'kind', body: { kind: 'report.page-viewed' }, count: 1 },
  { by: 'user and kind', body: { employeeId: 'E10017', kind: 'report.received' }, count: 1 },
  { by: 'subject', body: { subject }, count: 1 },
  { by: 'a time to come', body: { from: '2027-01-01T00:00:00.000Z' }, count: 0 },
])('entries are found by $by', async ({ body, count }) => {
  expect(await kindsFound(body)).toHaveLength(count)
})

test('a subject the bank does not know finds nothing, and is not made known by it', async () => {
  const stranger = { ...subject, name: '无此人' }
  expect(await kindsFound({ subject: stranger })).toEqual([])
  expect(await service.services.subjects.find(service.database, stranger)).toBeUndefined()
})

test('a search is an entry itself, with what was looked at and without what was typed', async () => {
  await kindsFound({ subject, reference: queryId })
  const entry = (await service.entries()).findLast(({ kind }) => kind === 'log.searched')
  expect(entry).toMatchObject({ employeeId: 'E40001', facts: { fields: ['subject', 'reference'], found: 1 } })
  expect(JSON.stringify(entry)).not.toMatch(/沈嘉禾|320506/)
})

test('a query’s whole life stands in its order, the consent first', async () => {
  const { body } = await headOffice.call(getQueryTimeline, { params: { id: queryId } })
  expect(body.map(({ entry }) => entry.kind)).toEqual([
    'consent.registered',
    'query.decided',
    'report.received',
    'report.opened',
    'report.page-viewed',
  ])
})

test('pages follow one another without gap or repetition', async () => {
  const { audit } = service.services
  await Promise.all(Array.from({ length: 230 }, () => audit.recordAlone({ ...aDraft(), workstation: 'MANY-001' })))
  const indexes: number[] = []
  let before: number | undefined
  do {
    const { body } = await headOffice.call(postLogSearch, {
      body: { workstation: 'MANY-001', ...(before && { before }) },
    })
    indexes.push(...body.entries.map(({ index }) => index))
    before = body.next ?? undefined
  } while (before !== undefined)
  expect(indexes).toHaveLength(230)
  expect(indexes).toEqual(indexes.toSorted((a, b) => b - a))
})

test('an officer may not search', async () => {
  const officer = await aStaffMember(service, 'E10017')
  expect((await officer.call(postLogSearch, { body: {} })).status).toBe(403)
})

test('an auditor sees what the engagement covers, and nothing before it and after its end', async () => {
  const auditor = await aStaffMember(service, 'E50001')
  expect(await kindsFound({ reference: queryId }, auditor)).toEqual([])
  const grant = await grantEngagement(service, headOffice, { institutions: [outlet] })
  expect(await kindsFound({ reference: queryId }, auditor)).toHaveLength(4)
  expect(await kindsFound({ workstation: 'HZX-009' }, auditor)).toEqual([])
  await headOffice.call(postEngagementEnd, { params: { id: grant.id }, body: {} })
  expect(await kindsFound({ reference: queryId }, auditor)).toEqual([])
})

test('an administrator sees his own subtree', async () => {
  const administrators = (await service.database`
    select employee_id from app_user where role = 'institution-administrator' order by employee_id`) as {
    employee_id: string
  }[]
  const administrator = await aStaffMember(service, administrators[0]?.employee_id ?? '')
  const answer = await administrator.call(postLogSearch, { body: {} })
  const seen = new Set(answer.body.entries.map(({ entry }) => entry.institution))
  expect(seen.size).toBeGreaterThan(0)
  expect(seen.has('1033010101')).toBe(false)
  expect(seen.has(null)).toBe(false)
})
