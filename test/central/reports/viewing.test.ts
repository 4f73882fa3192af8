import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import { getMarkedViewing, postExtractionAttempt, postViewingEnd } from '#contract/http/viewing.ts'
import { LogEntry, type LogEntryKind } from '#contract/log-entry.ts'
import type { Device } from '#test/support/device.ts'
import { aBoundDevice, anOfficer, aStaffMember, logIn } from '#test/support/officer.ts'
import { isReceiptGood } from '#test/support/receipts.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { aViewer, protectedPc } from '#test/support/viewer.ts'

let service: TestService
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

async function anAnsweredQuery(): Promise<string> {
  const body = {
    id: randomUUID(),
    subject: borrower,
    purpose: '02',
    businessReference,
    consentId: await registerConsent(officer),
  }
  await officer.call(postQuery, { body })
  return body.id
}

/** Stand-alone entries may overtake those of a transaction. */
async function lastEntry(kind: LogEntryKind) {
  return (await service.entries()).filter((entry) => entry.kind === kind).at(-1)
}

test('the querying officer reads the report page by page, each with a receipt of its own', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  const opened = await viewer.open()
  expect(opened).toMatchObject({
    status: 200,
    body: { openingsLeft: 2, watermark: { employeeId: 'E10017', address: '127.0.0.1' } },
  })

  for (const number of [1, opened.body.pages]) {
    const page = await viewer.read(number)
    expect(page).toMatchObject({ number, of: opened.body.pages })
  }
  expect((await service.entries()).filter(({ kind }) => kind === 'report.page-viewed')).toHaveLength(2)
})

test("a page's receipt proves that this page view stands in the log", async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  await viewer.open()
  const { receipt } = (await viewer.releaseKey(1)).body
  expect(isReceiptGood(receipt, service.services.audit.verifierKey)).toBe(true)
  expect(LogEntry.parse(JSON.parse(Buffer.from(receipt.entry, 'base64').toString()))).toMatchObject({
    kind: 'report.page-viewed',
    object: viewer.id,
    deviceThumbprint: officer.thumbprint,
    facts: { page: 1 },
  })
})

test('sealed pages travel without a receipt, and say nothing without their key', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  await viewer.open()
  const before = (await service.entries()).length
  const { bytes } = await viewer.sealedPage(1)
  expect((await service.entries()).length).toBe(before)
  expect(bytes.includes(Buffer.from(borrower.name))).toBe(false)

  const [first, second] = [(await viewer.releaseKey(1)).body.envelope, (await viewer.releaseKey(2)).body.envelope]
  await expect(viewer.unseal(bytes, second, 1)).rejects.toThrow()
  await expect(viewer.unseal(bytes, first, 2)).rejects.toThrow()
  expect((await viewer.unseal(bytes, first, 1)).number).toBe(1)
})

test('an opening repeated after a broken line is the same opening, and one entry', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  const [first, second] = [await viewer.open(), await viewer.open()]
  expect(second).toMatchObject({ status: 200, body: { id: first.body.id, openingsLeft: 2 } })
  expect(
    (await service.entries()).filter(({ kind, object }) => kind === 'report.opened' && object === viewer.id),
  ).toHaveLength(1)
})

test('three openings and no more', async () => {
  const queryId = await anAnsweredQuery()
  for (const left of [2, 1, 0]) {
    const viewer = await aViewer(officer, queryId)
    expect((await viewer.open()).body.openingsLeft).toBe(left)
    await viewer.read(1)
  }
  expect(await (await aViewer(officer, queryId)).open()).toMatchObject({
    status: 410,
    body: { code: 'openings-used-up' },
  })
  expect(await lastEntry('report.refused')).toMatchObject({
    kind: 'report.refused',
    facts: { reason: 'openings-used-up' },
  })
})

test('an opening that showed no page does not count', async () => {
  const queryId = await anAnsweredQuery()
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect((await (await aViewer(officer, queryId)).open()).body.openingsLeft).toBe(2)
})

test('windows opened side by side cannot get more than three openings', async () => {
  const queryId = await anAnsweredQuery()
  const viewers = await Promise.all(Array.from({ length: 6 }, () => aViewer(officer, queryId)))
  await Promise.all(viewers.map((viewer) => viewer.open()))
  const keys = await Promise.all(viewers.map((viewer) => viewer.releaseKey(1)))
  expect(keys.filter(({ status }) => status === 200)).toHaveLength(3)
})

test('after the viewing has ended no page and no key comes', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  await viewer.open()
  await officer.call(postViewingEnd, { params: { id: viewer.id }, body: { ending: 'closed' } })
  expect(await lastEntry('report.closed')).toMatchObject({ kind: 'report.closed', facts: { ending: 'closed' } })
  expect((await viewer.sealedPage(1)).status).toBe(410)
  expect((await viewer.releaseKey(1)).body).toMatchObject({ code: 'viewing-over' })
})

test('each viewing has a view id of its own, from which an auditor learns whose it was', async () => {
  const queryId = await anAnsweredQuery()
  const viewers = [await aViewer(officer, queryId), await aViewer(officer, queryId)]
  const viewIds: string[] = []
  for (const viewer of viewers) {
    const { body } = await viewer.open()
    viewIds.push(body.viewId)
    expect(await lastEntry('report.opened')).toMatchObject({
      kind: 'report.opened',
      object: viewer.id,
      facts: { viewId: body.viewId },
    })
    expect((await viewer.open()).body.viewId).toBe(body.viewId)
  }
  expect(new Set(viewIds).size).toBe(2)

  const auditor = await aStaffMember(service, 'E50001')
  const asked = { params: { viewId: viewIds[0] ?? '' } }
  expect(await auditor.call(getMarkedViewing, asked)).toMatchObject({
    status: 200,
    body: { id: viewers[0]?.id, queryId, employeeId: 'E10017', address: '127.0.0.1', endedAt: null },
  })
  expect(await lastEntry('report.mark-traced')).toMatchObject({
    kind: 'report.mark-traced',
    facts: { viewId: viewIds[0], query: queryId },
  })
  expect((await officer.call(getMarkedViewing, asked)).status).toBe(403)
  expect((await auditor.call(getMarkedViewing, { params: { viewId: '00000000' } })).status).toBe(404)
})

test('where pictures of the screen can be taken, policy refuses the report or marks it more densely, and the log says so', async () => {
  const queryId = await anAnsweredQuery()
  const remote = await aViewer(officer, queryId, { ...protectedPc, isRemote: true })
  expect(await remote.open()).toMatchObject({ status: 403, body: { code: 'capture-refused' } })
  expect(await lastEntry('report.refused')).toMatchObject({
    facts: { reason: 'capture-refused', risks: ['remote-desktop'] },
  })
  const linux = await aViewer(officer, queryId, { ...protectedPc, platform: 'linux', isProtected: false })
  expect(await linux.open()).toMatchObject({ status: 200, body: { marks: 'dense' } })
  expect(await lastEntry('report.opened')).toMatchObject({
    facts: { marks: 'dense', platform: 'linux', isProtected: false, isRemote: false, isVirtual: false },
  })
})

test('an attempt to take the report out is an entry; nobody else can write one for this viewing', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  await viewer.open()
  const attempt = { params: { id: viewer.id }, body: { attempt: 'screenshot' } }
  expect((await officer.call(postExtractionAttempt, attempt)).status).toBe(200)
  expect(await lastEntry('report.extraction-refused')).toMatchObject({
    kind: 'report.extraction-refused',
    object: viewer.id,
    employeeId: 'E10017',
    facts: { attempt: 'screenshot' },
  })
  const colleague = await anOfficer(service, 'E10023')
  expect((await colleague.call(postExtractionAttempt, attempt)).status).toBe(404)
  await logIn(service, officer)
})

test('after 24 hours the report is closed', async () => {
  const queryId = await anAnsweredQuery()
  service.travelTo(new Date(service.now().getTime() + 24 * 3_600_000 + 1000))
  await logIn(service, officer)
  expect(await (await aViewer(officer, queryId)).open()).toMatchObject({ status: 410, body: { code: 'viewing-over' } })
  expect(await lastEntry('report.refused')).toMatchObject({ kind: 'report.refused', facts: { reason: 'viewing-over' } })
})

test('a viewing ends with its session', async () => {
  const viewer = await aViewer(officer, await anAnsweredQuery())
  await viewer.open()
  await logIn(service, officer)
  expect((await viewer.sealedPage(1)).status).toBe(404)
  expect((await viewer.releaseKey(1)).status).toBe(404)
})

test('another workstation or another officer cannot open it, and hears no more than that it is not there', async () => {
  const queryId = await anAnsweredQuery()
  const elsewhere = await aBoundDevice(service)
  await logIn(service, elsewhere)
  expect(await (await aViewer(elsewhere, queryId)).open()).toMatchObject({ status: 404, body: { code: 'not-found' } })
  const colleague = await anOfficer(service, 'E10023')
  expect(await (await aViewer(colleague, queryId)).open()).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await lastEntry('report.refused')).toMatchObject({
    kind: 'report.refused',
    employeeId: 'E10023',
    facts: { reason: 'not-found' },
  })
  await logIn(service, officer)
})

test('with the sequencer stopped sealed pages come, no key does, and the opening does not count', async () => {
  const queryId = await anAnsweredQuery()
  const viewer = await aViewer(officer, queryId)
  await viewer.open()
  await service.stopSequencer()
  expect((await viewer.sealedPage(1)).status).toBe(200)
  expect(await viewer.releaseKey(1)).toMatchObject({ status: 503, body: { code: 'log-unavailable' } })
  expect(await lastEntry('report.refused')).toMatchObject({
    kind: 'report.refused',
    facts: { reason: 'log-unavailable', page: 1 },
  })
  expect((await (await aViewer(officer, queryId)).open()).body.openingsLeft).toBe(2)
})
