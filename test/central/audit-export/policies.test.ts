import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { anAuditDesk, grantEngagement } from '#test/support/auditor.ts'
import { verdictOn } from '#test/support/bundles.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
  const { database } = service
  const body = { ...defaultPolicyBody, query: { ...defaultPolicyBody.query, personalPerDay: 40 } }
  await database`insert into policy values (2, '2026-11-01T00:00:00Z', ${database.json(body)})`
  const officer = await anOfficer(service)
  const consentId = await registerConsent(officer)
  const query = { id: randomUUID(), subject: borrower, purpose: '02' as const, businessReference, consentId }
  await officer.call(postQuery, { body: query })
})
afterAll(() => service.stop())

async function verdict(desk: Awaited<ReturnType<typeof anAuditDesk>>) {
  const { id: engagement } = await grantEngagement(service, desk.headOffice)
  const { id } = (await desk.ask(engagement)).body
  return verdictOn(await desk.fetchBundle(id), service.services.audit.verifierKey)
}

test('the policy in force travels along; swapped in the database, the first decision under it is named', async () => {
  const desk = await anAuditDesk(service)
  expect((await verdict(desk)).problems).toEqual([])

  const decided = (await service.entries()).findIndex(({ kind }) => kind === 'query.decided')
  await service.database`update policy set body = jsonb_set(body, '{query,personalPerDay}', '4000')`
  expect(await verdict(desk)).toMatchObject({ isGood: false, firstBad: decided })
})
