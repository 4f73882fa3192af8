import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getConsents, postConsent, postQuery } from '#contract/http/query.ts'
import { anotherForm, aSignedForm, rescans } from '#test/support/consent-pictures.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, upload } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  // Print is told from handwriting once sheets of two people are known.
  await register(await aSignedForm(11), luWenxuan)
  await register(await aSignedForm(12), fangXiaoyu)
}, 60_000)
afterAll(() => service.stop())

const shen = { subject: borrower, businessReference }
const luWenxuan = {
  subject: { name: '陆文轩', idType: '10', idNumber: '320105197809033864' },
  businessReference: 'LA-2026-000325',
}
const fangXiaoyu = {
  subject: { name: '方小雨', idType: '10', idNumber: '320507199501180423' },
  businessReference: 'CC-2026-001042',
}

async function register(bytes: Buffer, { subject, businessReference: reference }: typeof shen | typeof luWenxuan) {
  const { id: uploadId } = await upload(officer, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const statement = { subject, purposes: ['02', '03'], signedOn: '2026-11-20', businessReference: reference }
  const body = { id: randomUUID(), ...statement, scans: [{ uploadId, sha256 }] }
  const answer = await officer.call(postConsent, { body })
  expect(answer.status).toBe(200)
  return answer.body
}

const scanned = rescans.map(({ name, make }, at) => ({ name, make, at }))

test.each(scanned)(
  'a sheet $name under another subject is registered, pointed out and recorded',
  async ({ make, at }) => {
    const consent = await register(await make(await aSignedForm(11), 40 + at), shen)
    expect(consent.isScanSimilar).toBe(true)
    const entry = (await service.entries()).findLast(({ kind }) => kind === 'consent.scan-similar')
    expect(entry).toMatchObject({ object: consent.id, employeeId: 'E10017' })
    const query = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId: consent.id }
    const { body } = await officer.call(postQuery, { body: query })
    expect(body.decision).toMatchObject({ outcome: 'allowed' })
    expect(body.decision.warnings.map(({ rule }) => rule)).toContain('consent-scan-similar')
  },
  20_000,
)

test('the same sheet again for the same subject is nothing to be pointed out', async () => {
  const again = await rescans[0]?.make(await aSignedForm(12), 99)
  expect(await register(again ?? Buffer.alloc(0), fangXiaoyu)).toMatchObject({ isScanSimilar: false })
})

test('other hands on the same print, and another print, are nothing to be pointed out', async () => {
  expect(await register(await aSignedForm(13), shen)).toMatchObject({ isScanSimilar: false })
  expect(await register(await anotherForm(11), shen)).toMatchObject({ isScanSimilar: false })
  const listed = await officer.call(getConsents, { params: { reference: luWenxuan.businessReference } })
  expect(listed.body.map(({ isScanSimilar }) => isScanSimilar)).toEqual([false])
})

test('once a form is learnt, the sheet is still found among many by its mark', async () => {
  for (let person = 20; person < 35; person += 1) await upload(officer, await aSignedForm(person))
  const [form] =
    await service.database`select sheets, telling_squares is not null as learnt from printed_form order by sheets desc`
  expect(form).toMatchObject({ learnt: true })
  const rescan = await rescans[2]?.make(await aSignedForm(11), 7)
  expect(await register(rescan ?? Buffer.alloc(0), shen)).toMatchObject({ isScanSimilar: true })
}, 60_000)

test('what is kept of a page cannot be seen in the database', async () => {
  const rows = await service.database`select sealed_map from scan_page limit 1`
  const sealed = rows[0]?.['sealed_map'] as Buffer
  expect(new Set(sealed.subarray(0, 2000)).size).toBeGreaterThan(200)
})
