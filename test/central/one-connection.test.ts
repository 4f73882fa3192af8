import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import { getAllowance, getQueries, postQuery } from '#contract/http/query.ts'
import { postViewingEnd } from '#contract/http/viewing.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'
import { aViewer } from '#test/support/viewer.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ connections: 1, clockStepMs: 1100 })
})
afterAll(() => service.stop())

// The clock moves on by more than a second at every look, so that whatever is remembered for a second is read anew.
test('no request needs a second connection while it holds one: with a pool of one everything still answers', async () => {
  const officer = await anOfficer(service)
  expect((await officer.call(getSession)).status).toBe(200)
  const consentId = await registerConsent(officer)
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId }
  expect((await officer.call(postQuery, { body })).body.state).toBe('answered')
  expect((await officer.call(getAllowance)).status).toBe(200)
  expect((await officer.call(getQueries)).body).toHaveLength(1)
  const viewer = await aViewer(officer, body.id)
  await viewer.open()
  expect((await viewer.read(1)).number).toBe(1)
  expect((await officer.call(postViewingEnd, { params: { id: viewer.id }, body: { ending: 'closed' } })).status).toBe(
    200,
  )
})

test('many requests at once that all read the policy anew do not wait for one another for ever', async () => {
  service.travelTo(new Date(service.now().getTime() + 60_000))
  const officer = await anOfficer(service)
  const answers = await Promise.all(Array.from({ length: 40 }, () => officer.call(getSession)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})
