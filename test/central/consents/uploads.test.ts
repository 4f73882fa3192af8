import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getConsents, postConsent } from '#contract/http/query.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import {
  aPdf,
  aPhoto,
  borrower,
  businessReference,
  createUpload,
  patch,
  registerConsent,
  upload,
} from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

async function lastEntry() {
  return (await service.entries()).at(-1)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('a PDF arrives, is inspected and recorded with its hash', async () => {
  const bytes = aPdf()
  const { answer } = await upload(officer, bytes)
  expect(answer.status).toBe(204)
  expect(await lastEntry()).toMatchObject({
    kind: 'upload.finished',
    facts: { sha256: sha256(bytes), mediaType: 'application/pdf', pages: 1 },
  })
})

test('a photo arrives in two parts, the second after asking for the offset', async () => {
  const bytes = await aPhoto()
  const created = await createUpload(officer, bytes.length)
  const id = String(created.headers['location']).split('/').at(-1) ?? ''
  const half = Math.floor(bytes.length / 2)
  await patch(officer, id, { offset: 0, bytes: bytes.subarray(0, half) })

  const head = await officer.send('HEAD', `/uploads/${id}`, { headers: { 'tus-resumable': '1.0.0' } })
  expect(head.headers['upload-offset']).toBe(String(half))
  expect((await patch(officer, id, { offset: 0, bytes })).status).toBe(409)
  expect((await patch(officer, id, { offset: half, bytes: bytes.subarray(half) })).status).toBe(204)
  expect(await lastEntry()).toMatchObject({ facts: { sha256: sha256(bytes), mediaType: 'image/jpeg' } })
})

test('what lies on disk is sealed: no piece of the scan can be found in it', async () => {
  const bytes = aPdf('% canary-4711')
  const { id } = await upload(officer, bytes)
  const folder = join(dirname(dirname(service.ledgerFile)), 'scans', id)
  const pieces = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
  expect(bytes.includes('canary-4711')).toBe(true)
  expect(Buffer.concat(pieces).includes('canary-4711')).toBe(false)
  expect(Buffer.concat(pieces).includes('%PDF')).toBe(false)
})

test.each([
  { why: 'a cut PDF', make: async () => aPdf().subarray(0, 150) },
  { why: 'a cut photo', make: async () => (await aPhoto()).subarray(0, 9000) },
  { why: 'a text that calls itself nothing', make: async () => Buffer.from('hello, world') },
  { why: 'a PDF behind other bytes', make: async () => Buffer.concat([Buffer.from('GIF89a'), aPdf()]) },
])('$why is refused as unreadable, recorded and removed', async ({ make }) => {
  const { id, answer } = await upload(officer, await make())
  expect(answer).toMatchObject({ status: 422, body: { code: 'scan-unreadable' } })
  expect(await lastEntry()).toMatchObject({ kind: 'upload.refused', object: id })
  const statement = { subject: borrower, purposes: ['02'], signedOn: '2026-11-20', businessReference }
  const registration = { id: randomUUID(), ...statement, scans: [{ uploadId: id, sha256: '0'.repeat(64) }] }
  expect((await officer.call(postConsent, { body: registration })).body).toMatchObject({ code: 'conflict' })
})

test('a scan of 11 MiB is refused before a byte of it is taken, and recorded', async () => {
  expect(await createUpload(officer, 11 * 1024 * 1024)).toMatchObject({ status: 413, body: { code: 'too-large' } })
  expect(await lastEntry()).toMatchObject({ kind: 'request.refused', facts: { reason: 'too-large' } })
})

test('a scan that changed on the way is not registered', async () => {
  const { id: uploadId } = await upload(officer, aPdf())
  const statement = { subject: borrower, purposes: ['02'], signedOn: '2026-11-20', businessReference }
  const body = { id: randomUUID(), ...statement, scans: [{ uploadId, sha256: '0'.repeat(64) }] }
  expect(await officer.call(postConsent, { body })).toMatchObject({ status: 422, body: { code: 'scan-altered' } })
  expect(await lastEntry()).toMatchObject({
    kind: 'consent.refused',
    object: body.id,
    facts: { reason: 'scan-altered' },
  })
})

test('a consent is listed with its business, without name and ID number', async () => {
  const id = await registerConsent(officer)
  const listed = await officer.call(getConsents, { params: { reference: businessReference } })
  expect(listed.body.map((consent) => consent.id)).toContain(id)
  expect(JSON.stringify(listed.body)).not.toContain(borrower.name)
  expect(JSON.stringify(await lastEntry())).not.toContain(borrower.idNumber)
})

test("another officer's upload cannot be seen or used", async () => {
  const { id: uploadId } = await upload(officer, aPdf())
  const other = await anOfficer(service, 'E10023')
  expect((await other.send('HEAD', `/uploads/${uploadId}`, { headers: { 'tus-resumable': '1.0.0' } })).status).toBe(404)
  const statement = { subject: borrower, purposes: ['02'], signedOn: '2026-11-20', businessReference }
  const body = { id: randomUUID(), ...statement, scans: [{ uploadId, sha256: sha256(aPdf()) }] }
  expect((await other.call(postConsent, { body })).body).toMatchObject({ code: 'conflict' })
})

test('a consent signed tomorrow is refused with the field named', async () => {
  const { id: uploadId } = await upload(officer, aPdf())
  const statement = { subject: borrower, purposes: ['02'], signedOn: '2026-11-26', businessReference }
  const body = { id: randomUUID(), ...statement, scans: [{ uploadId, sha256: sha256(aPdf()) }] }
  expect((await officer.call(postConsent, { body })).body).toMatchObject({
    code: 'invalid-input',
    fields: ['signedOn'],
  })
})
