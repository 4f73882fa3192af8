import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  getAuditExport,
  getAuditExportPiece,
  getAuditExports,
  postAuditExport,
  postAuditExportCancel,
  postEngagementEnd,
} from '#contract/http/audit.ts'
import { postQuery } from '#contract/http/query.ts'
import { anAuditDesk, grantEngagement } from '#test/support/auditor.ts'
import { verdictOn } from '#test/support/bundles.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let desk: Awaited<ReturnType<typeof anAuditDesk>>
let engagement: string
let consents: string[]

beforeAll(async () => {
  service = await startTestService()
  const officer = await anOfficer(service)
  consents = [await registerConsent(officer), await registerConsent(officer), await registerConsent(officer)]
  const body = {
    id: randomUUID(),
    subject: borrower,
    purpose: '02' as const,
    businessReference,
    consentId: consents[0] ?? '',
  }
  await officer.call(postQuery, { body })
  desk = await anAuditDesk(service)
  engagement = (await grantEngagement(service, desk.headOffice)).id
})
afterAll(() => service.stop())

const trust = () => service.services.audit.verifierKey
const kinds = async () => (await service.entries()).map(({ kind }) => kind)

test('a bundle is made, logged before it can be fetched, and verifies', async () => {
  const asked = await desk.ask(engagement)
  expect(asked).toMatchObject({ status: 200, body: { engagement, selected: null, parts: [] } })
  const finished = await desk.waitFor(asked.body.id)
  expect(finished).toMatchObject({
    state: 'ready',
    done: finished.total,
    manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
  })

  const exported = (await service.entries()).find(
    ({ object, kind }) => object === asked.body.id && kind === 'audit.exported',
  )
  expect(exported).toMatchObject({
    employeeId: 'E50001',
    workstation: desk.auditor.number,
    facts: { engagement, manifest: finished.manifest, selected: finished.selected },
  })
  const members = await desk.fetchBundle(asked.body.id)
  expect(await verdictOn(members, trust())).toMatchObject({
    isGood: true,
    problems: [],
    exportId: asked.body.id,
    selected: finished.selected,
  })
  expect((await kinds()).at(-1)).toBe('audit.export-fetched')
  expect(members.map(({ name }) => name)).toContain('policies/1.json')
})

test('repeating the request is the same export, another request under its id is refused', async () => {
  const request = desk.request(engagement)
  const [first, again] = [
    await desk.auditor.call(postAuditExport, { body: request }),
    await desk.auditor.call(postAuditExport, { body: request }),
  ]
  expect(again.body.requestedAt).toBe(first.body.requestedAt)
  expect(await desk.auditor.call(postAuditExport, { body: { ...request, withTables: false } })).toMatchObject({
    status: 409,
  })
  const listed = (await desk.auditor.call(getAuditExports)).body
  expect(listed.filter(({ id }) => id === request.id)).toHaveLength(1)
})

test('a run cut off after the entry was written is done again with the same entry and the same files', async () => {
  const { id } = (await desk.ask(engagement)).body
  const before = await desk.fetchBundle(id)
  await service.database`update audit_export set state = 'waiting', parts = '[]', finished_at = null where id = ${id}`
  await service.services.exportRunner.run()
  const after = await desk.fetchBundle(id)
  expect(after.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]).slice(0, -1)).toEqual(
    before.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]).slice(0, -1),
  )
  expect((await verdictOn(after, trust())).problems).toEqual([])
  const entries = (await service.entries()).filter(({ kind, object }) => kind === 'audit.exported' && object === id)
  expect(entries).toHaveLength(1)
})

test('consents are drawn by lot and travel with the scans that were registered', async () => {
  const { id } = (await desk.ask(engagement, { sampledConsents: 2 })).body
  const members = await desk.fetchBundle(id)
  const scans = members.filter(({ name }) => name.startsWith('consents/'))
  expect(new Set(scans.map(({ name }) => name.split('/')[1])).size).toBe(2)
  expect(await verdictOn(members, trust())).toMatchObject({ isGood: true, missingScans: 0 })

  const changed = members.map((member) => (member === scans[0] ? { ...member, bytes: Buffer.from('%PDF-') } : member))
  const texts = (await verdictOn(changed, trust())).problems.map(({ text }) => text)
  expect(texts).toContain(`${scans[0]?.name} is not the scan that was registered`)
  const [drawn = ''] = scans.map(({ name }) => name.split('/')[1] ?? '')
  const other = consents.find((consent) => !scans.some(({ name }) => name.includes(consent))) ?? ''
  const chosen = members.map((member) => ({ ...member, name: member.name.replace(drawn, other) }))
  expect((await verdictOn(chosen, trust())).problems.map(({ text }) => text).join()).toMatch(
    /not among the consents drawn/,
  )
})

test('beyond the engagement nothing is exported, and the log says who tried', async () => {
  const { id } = await grantEngagement(service, desk.headOffice, {
    institutions: ['103205'],
    period: { from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' },
  } as Parameters<typeof grantEngagement>[2])
  const period = { from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }
  const filter = { period, institutions: ['1032050101'], employeeIds: null }
  const { body } = await desk.ask(id, { filter })
  const verdict = await verdictOn(await desk.fetchBundle(body.id), trust())
  expect(verdict).toMatchObject({ isGood: true, header: { filter: { institutions: ['1032050101'] } } })
  expect(verdict.selected).toBeLessThan(verdict.header.to - verdict.header.from)

  expect(await desk.ask(id, { filter: { ...filter, institutions: ['100000'] } })).toMatchObject({ status: 403 })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'audit.export-refused',
    employeeId: 'E50001',
    facts: { reason: 'institutions' },
  })
  const early = { ...period, from: '2026-10-31T00:00:00.000Z' }
  expect(await desk.ask(id, { filter: { ...filter, period: early } })).toMatchObject({ status: 403 })
  expect(await desk.ask(id, { filter: { ...filter, institutions: ['999999'] } })).toMatchObject({ status: 403 })
})

test('an engagement that has ended gives nothing, not even what is ready', async () => {
  const { id } = await grantEngagement(service, desk.headOffice)
  const { body } = await desk.ask(id)
  expect(await desk.waitFor(body.id)).toMatchObject({ state: 'ready' })
  await desk.headOffice.call(postEngagementEnd, { params: { id }, body: {} })
  expect(await desk.ask(id)).toMatchObject({ status: 404 })
  const piece = { params: { id: body.id, part: 1, piece: 0 } }
  expect(await desk.auditor.call(getAuditExportPiece, piece)).toMatchObject({ status: 404 })
})

test('what was cancelled is not made, and nothing of it can be fetched', async () => {
  const request = desk.request(engagement)
  await service.stopSequencer()
  expect((await desk.auditor.call(postAuditExport, { body: request })).status).toBe(200)
  const { body } = await desk.auditor.call(postAuditExportCancel, { params: { id: request.id }, body: {} })
  expect(body.state).toBe('cancelled')
  await service.services.exportRunner.run()
  expect((await desk.auditor.call(getAuditExport, { params: { id: request.id } })).body).toMatchObject({
    state: 'cancelled',
    parts: [],
  })
  const piece = { params: { id: request.id, part: 1, piece: 0 } }
  expect(await desk.auditor.call(getAuditExportPiece, piece)).toMatchObject({ status: 404 })
})

test('nobody but an auditor asks, nobody but head office grants', async () => {
  const officer = await anOfficer(service)
  expect(await officer.call(postAuditExport, { body: desk.request(engagement) })).toMatchObject({ status: 403 })
  expect(await desk.headOffice.call(postAuditExport, { body: desk.request(engagement) })).toMatchObject({ status: 403 })
  await logIn(service, desk.auditor, 'E50001')
  expect(await desk.auditor.call(postEngagementEnd, { params: { id: engagement as never }, body: {} })).toMatchObject({
    status: 403,
  })
})
