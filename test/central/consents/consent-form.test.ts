import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getConsentForm, postConsentForm } from '#contract/http/consent-form.ts'
import { getUploadedScan } from '#contract/http/upload.ts'
import { ConsentFormId, UploadId } from '#contract/values.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, upload } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

function aForm(changes: Record<string, unknown> = {}) {
  const id = ConsentFormId.parse(randomUUID())
  return { id, subject: borrower, purposes: ['02' as const], businessReference, ...changes }
}

test('the scan of a printed form finds what stands on it', async () => {
  const form = aForm()
  const printed = await officer.call(postConsentForm, { body: form })
  const bytes = Buffer.from(printed.body.pdf, 'base64')
  const { id } = await upload(officer, bytes)
  const seen = await officer.call(getUploadedScan, { params: { id: UploadId.parse(id) } })
  expect(seen.body.findings.formCodes).toEqual([{ form: form.id, page: 1, pages: 1 }])
  const found = await officer.call(getConsentForm, { params: { id: form.id } })
  expect(found.body).toMatchObject({ subject: borrower, purposes: ['02'], businessReference })
})

test('a form is recorded once, without name and ID number, however often it is printed', async () => {
  const form = aForm()
  await officer.call(postConsentForm, { body: form })
  await officer.call(postConsentForm, { body: form })
  const entries = (await service.entries()).filter(({ object }) => object === form.id)
  expect(entries).toMatchObject([{ kind: 'consent-form.prepared', facts: { businessReference, purposes: ['02'] } }])
  expect(JSON.stringify(entries)).not.toContain(borrower.idNumber)
})

test('the same id with something else on it is a conflict', async () => {
  const form = aForm()
  await officer.call(postConsentForm, { body: form })
  const other = await officer.call(postConsentForm, { body: { ...form, purposes: ['03'] } })
  expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test("a form for another institution's business is not prepared", async () => {
  const answer = await officer.call(postConsentForm, { body: aForm({ businessReference: 'LA-2026-900001' }) })
  expect(answer.body).toMatchObject({ code: 'not-found' })
})

test('purposes of companies do not go on a form for a person', async () => {
  const answer = await officer.call(postConsentForm, { body: aForm({ purposes: ['E01'] }) })
  expect(answer.body).toMatchObject({ code: 'invalid-input', fields: ['purposes'] })
})
