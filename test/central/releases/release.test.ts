import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import {
  deleteDutyEntry,
  getDutyRoster,
  getReleases,
  postDutyEntry,
  postRelease,
  postReleasedQuery,
  postReleaseGrant,
  postReleaseRefusal,
} from '#contract/http/release.ts'
import { grantOperation, type ReleaseCase, refuseOperation, releasableRules } from '#contract/release.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer, aStaffMember, logIn, sign } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
let approver: Awaited<ReturnType<typeof aStaffMember>>
let consentId: string
const saturday = new Date('2026-11-28T10:00:00+08:00')

beforeAll(async () => {
  service = await startTestService()
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
  service.travelTo(saturday)
  await logIn(service, officer)
  // The approver of the sub-branch, one level above the officer's outlet.
  approver = await aStaffMember(service, 'E30001')
})
afterAll(() => service.stop())

async function blockedQuery(changes: Record<string, unknown> = {}) {
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId, ...changes }
  const answer = await officer.call(postQuery, { body })
  expect(answer.body.state).toBe('blocked')
  return answer.body
}

async function requested() {
  const { id: queryId } = await blockedQuery()
  const id = randomUUID()
  const answer = await officer.call(postRelease, { body: { id, queryId, reason: '客户今日签约，需先查询' } })
  expect(answer).toMatchObject({ status: 200, body: { id, state: 'waiting' } })
  const released = (await approver.call(getReleases)).body.find((one) => one.id === id)
  if (!released) throw new Error('The approver does not see the request.')
  return released
}

async function grant({ id, queryId, reasons }: ReleaseCase, by = approver) {
  const operation = grantOperation({ id, queryId, rules: releasableRules(reasons) })
  return by.call(postReleaseGrant, { params: { id }, body: { signature: await sign(service, by, operation) } })
}

const askBy = (id: string, queryId: string = randomUUID()) =>
  officer.call(postReleasedQuery, { params: { id }, body: { queryId } })

test('blocked on Saturday, released and signed, the query goes through once', async () => {
  const released = await requested()
  expect(released).toMatchObject({
    officer: { employeeId: 'E10017' },
    businessReference,
    reasons: [{ rule: 'non-working-day' }],
  })
  expect((await askBy(released.id)).status).toBe(409)
  expect((await grant(released)).body).toMatchObject({ state: 'granted', decidedBy: 'E30001' })

  const queryId = randomUUID()
  const first = await askBy(released.id, queryId)
  expect(first.body).toMatchObject({ state: 'answered', decision: { released: ['non-working-day'], reasons: [] } })
  expect((await askBy(released.id, queryId)).body.report?.number).toBe(first.body.report?.number)
  expect((await askBy(released.id)).body.decision.reasons.map(({ rule }) => rule)).toContain('release-not-valid')

  const kinds = (await service.entries()).filter(({ object }) => object === released.id).map(({ kind }) => kind)
  expect(kinds).toEqual(['release.requested', 'operation.signed', 'release.granted', 'release.used'])
})

test('of twenty uses at once exactly one goes to the bureau', async () => {
  const released = await requested()
  await grant(released)
  const answers = await Promise.all(Array.from({ length: 20 }, () => askBy(released.id)))
  expect(answers.filter(({ body }) => body.state === 'answered')).toHaveLength(1)
  expect(answers.filter(({ body }) => body.state === 'blocked')).toHaveLength(19)
})

test('a release is over after thirty minutes', async () => {
  const released = await requested()
  await grant(released)
  service.travelTo(new Date(service.now().getTime() + 30 * 60_000))
  await logIn(service, officer)
  const { body } = await askBy(released.id)
  expect(body.decision.reasons.map(({ rule }) => rule)).toEqual(['non-working-day', 'release-not-valid'])
  await logIn(service, approver, 'E30001')
})

test('a refusal carries its reason to the officer, and nothing goes through by it', async () => {
  const released = await requested()
  const { id, queryId } = released
  const signature = await sign(service, approver, refuseOperation({ id, queryId }))
  const body = { note: '请周一再查', signature }
  expect((await approver.call(postReleaseRefusal, { params: { id }, body })).body).toMatchObject({ state: 'refused' })
  expect((await askBy(id)).status).toBe(409)
  expect((await grant(released)).status).toBe(409)
  const log = JSON.stringify((await service.entries()).filter(({ object }) => object === id))
  expect(log).not.toContain('请周一再查')
})

test('a signature for one release does not grant another', async () => {
  const [first, second] = [await requested(), await requested()]
  const { id, queryId, reasons } = first
  const signature = await sign(service, approver, grantOperation({ id, queryId, rules: releasableRules(reasons) }))
  const answer = await approver.call(postReleaseGrant, { params: { id: second.id }, body: { signature } })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
})

test('a query that breaks a rule nobody may release cannot be asked for', async () => {
  const { id: queryId } = await blockedQuery({ consentId: null })
  const body = { id: randomUUID(), queryId, reason: '客户今日签约' }
  expect((await officer.call(postRelease, { body })).body).toMatchObject({ code: 'conflict' })
})

test('a release of one officer is not found by another', async () => {
  const released = await requested()
  const colleague = await anOfficer(service, 'E10023')
  const answer = await colleague.call(postReleasedQuery, {
    params: { id: released.id },
    body: { queryId: randomUUID() },
  })
  expect(answer.status).toBe(404)
})

test('who is not on the roster cannot release, and sees no request that waits', async () => {
  const released = await requested()
  const administrator = await aStaffMember(service, 'E20002')
  const id = randomUUID()
  const from = service.now().toISOString()
  const entry = { id, employeeId: 'E30001', isDeputy: false, from, until: '2026-12-01T00:00:00.000Z' }
  const wrong = await administrator.call(postDutyEntry, { body: { ...entry, employeeId: 'E30002' } })
  expect(wrong.body).toMatchObject({ code: 'invalid-input' })
  await administrator.call(postDutyEntry, { body: entry })
  expect((await administrator.call(getDutyRoster)).body.entries).toMatchObject([{ id, employeeId: 'E30001' }])
  await service.database`update duty_entry set employee_id = 'E30002'`
  expect((await approver.call(getReleases)).body.filter(({ state }) => state === 'waiting')).toEqual([])
  expect((await grant(released)).status).toBe(403)
  expect((await administrator.call(deleteDutyEntry, { params: { id } })).body.entries).toEqual([])
  expect((await grant(released)).status).toBe(200)
})
