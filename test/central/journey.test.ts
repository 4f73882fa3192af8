import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import { anOfficer } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test('a query without consent is blocked with that reason and recorded', async () => {
  const officer = await anOfficer(service)
  const answer = await officer.call(postQuery, {
    body: {
      id: randomUUID(),
      subject: { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' },
      purpose: '02',
      businessReference: 'LA-2026-000318',
      consentId: null,
    },
  })
  expect(answer.body).toMatchObject({
    state: 'blocked',
    decision: { reasons: [{ rule: 'consent-missing', isReleasable: false }] },
  })
  const kinds = (await service.entries()).map(({ kind }) => kind)
  expect(kinds).toEqual(['workstation.requested', 'workstation.approved', 'session.opened', 'query.decided'])
})
