import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postConsent, postQuery } from '#contract/http/query.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { aPdf, borrower, businessReference, registerConsent, upload } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
let consentId: string
beforeAll(async () => {
  service = await startTestService({ policy: defaultPolicyBody })
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
})
afterAll(() => service.stop())

const spouse = { name: '顾明月', idType: '10', idNumber: '320583199007221548' } as const

async function ask(changes: Record<string, unknown> = {}) {
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId, ...changes }
  const { body: answer } = await officer.call(postQuery, { body })
  return { ...answer, rules: answer.decision.reasons.map(({ rule }) => rule) }
}

function wait(minutes: number): void {
  service.travelTo(new Date(service.now().getTime() + minutes * 60_000))
}

test('the same subject goes once a day, and again the next day', async () => {
  expect((await ask()).rules).toEqual([])
  wait(2)
  expect((await ask()).rules).toEqual(['same-subject-today'])
  wait(24 * 60 - 4)
  await logIn(service, officer)
  expect((await ask()).rules).toEqual([])
})

test('blocked attempts do not count', async () => {
  for (let attempt = 0; attempt < 7; attempt += 1)
    expect((await ask({ subject: spouse, consentId: null })).rules).not.toContain('too-many-this-minute')
})

test('what a decision saw is kept with it, without name or ID number', async () => {
  const { id } = await ask({ subject: spouse, consentId: null })
  const [row] = await service.database`select facts from query where id = ${id}`
  expect(row?.['facts']).toMatchObject({
    subject: { kind: 'personal', province: '32' },
    consent: null,
    dayKind: 'work',
  })
  for (const secret of [spouse.name, spouse.idNumber]) expect(JSON.stringify(row)).not.toContain(secret)
})

test("a scan that is another subject's, byte for byte, blocks from then on", async () => {
  const bytes = aPdf('% one form for two')
  const scanOf = async () => ({ uploadId: (await upload(officer, bytes)).id, sha256: sha256(bytes) })
  const first = await registerConsent(officer, { scans: [await scanOf()] })
  expect((await ask({ consentId: first })).rules).not.toContain('consent-scan-reused')
  const given = { subject: spouse, purposes: ['02'], signedOn: '2026-11-20', businessReference }
  const second = { id: randomUUID(), ...given, scans: [await scanOf()] }
  expect((await officer.call(postConsent, { body: second })).status).toBe(200)
  expect((await ask({ subject: spouse, consentId: second.id })).rules).toEqual(['consent-scan-reused'])
})

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
