import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { getAllowance, getBusiness, getQueries, getQuery, postQuery } from '#contract/http/query.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
let consentId: string
let bureauFails = false

function unreliable(simulated: BureauAdapter): BureauAdapter {
  return {
    ...simulated,
    ask: async (request) => {
      const answer = await simulated.ask(request)
      // The bureau charged and answered; the answer is lost on the way.
      if (bureauFails) throw new Error('the line is down')
      return answer
    },
  }
}

beforeAll(async () => {
  service = await startTestService({ bureau: unreliable })
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
})
afterAll(() => service.stop())

function aQuery(changes: Record<string, unknown> = {}) {
  return { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId, ...changes }
}

async function rulesOf(changes: Record<string, unknown>) {
  const answer = await officer.call(postQuery, { body: aQuery(changes) })
  return answer.body.decision.reasons.map(({ rule }) => rule)
}

async function ledgerLines(): Promise<number> {
  return (await readFile(service.ledgerFile, 'utf8')).split('\n').filter(Boolean).length
}

test('an allowed query is answered with a sealed report and recorded step by step', async () => {
  const answer = await officer.call(postQuery, { body: aQuery() })
  expect(answer).toMatchObject({
    status: 200,
    body: { state: 'answered', decision: { outcome: 'allowed', reasons: [] }, report: { openingsLeft: 3 } },
  })
  const [decided, received] = (await service.entries()).slice(-2)
  expect(decided).toMatchObject({ kind: 'query.decided', facts: { outcome: 'allowed' } })
  expect(received).toMatchObject({
    kind: 'report.received',
    employeeId: 'E10017',
    subjectCommitment: decided?.subjectCommitment,
  })
  expect(decided?.subjectCommitment).toMatch(/^[0-9a-f]{64}$/)
})

test('without consent the query is blocked and the bureau hears nothing', async () => {
  const before = await ledgerLines()
  expect(await rulesOf({ consentId: null })).toEqual(['consent-missing'])
  expect(await ledgerLines()).toBe(before)
})

test('every reason is given at once', async () => {
  const rules = await rulesOf({
    purpose: '26',
    subject: { name: '顾大海', idType: '2', idNumber: 'G12345678' },
    consentId: null,
  })
  expect(rules).toEqual(['purpose-not-granted', 'subject-not-party', 'consent-missing'])
})

test('the same id asked twice is one query, and asked for something else a conflict', async () => {
  const body = aQuery()
  const before = await ledgerLines()
  const [first, second] = [await officer.call(postQuery, { body }), await officer.call(postQuery, { body })]
  expect(second.body).toEqual(first.body)
  expect(await ledgerLines()).toBe(before + 1)
  expect(await officer.call(postQuery, { body: { ...body, purpose: '08' } })).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  })
})

test('fifty times the same query at the same moment is one query and one charge', async () => {
  const body = aQuery()
  const before = await ledgerLines()
  const answers = await Promise.all(Array.from({ length: 50 }, () => officer.call(postQuery, { body })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await ledgerLines()).toBe(before + 1)
  const decided = (await service.entries()).filter(({ kind, object }) => kind === 'query.decided' && object === body.id)
  expect(decided).toHaveLength(1)
})

test('an answer lost on the way is fetched later without a second charge', async () => {
  bureauFails = true
  const body = aQuery()
  const before = await ledgerLines()
  expect(await officer.call(postQuery, { body })).toMatchObject({ status: 503, body: { code: 'bureau-unavailable' } })
  expect((await officer.call(getQuery, { params: { id: body.id } })).body.state).toBe('asking')
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'report.failed', object: body.id })

  bureauFails = false
  await service.services.queries.reconcile(-1)
  expect((await officer.call(getQuery, { params: { id: body.id } })).body.state).toBe('answered')
  expect(await ledgerLines()).toBe(before + 1)
})

test('an unknown field is refused by name and recorded without its value', async () => {
  const answer = await officer.call(postQuery, { body: { ...aQuery(), isAdministrator: 'canary-value' } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', fields: ['isAdministrator'] } })
  const entry = (await service.entries()).at(-1)
  expect(entry).toMatchObject({ kind: 'request.refused', object: '/queries', facts: { fields: ['isAdministrator'] } })
  expect(JSON.stringify(entry)).not.toContain('canary-value')
})

test('a body of 11 MB is refused and recorded, and the next request works', async () => {
  const answer = await officer.call(postQuery, { body: { ...aQuery(), padding: 'x'.repeat(11_000_000) } })
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'request.refused', facts: { reason: 'too-large' } })
  expect((await officer.call(getAllowance)).status).toBe(200)
})

test.each([
  { why: 'a wrong check digit', subject: { ...borrower, idNumber: '320506198603140211' }, field: 'subject.idNumber' },
  {
    why: 'an impossible birth date',
    subject: { ...borrower, idNumber: '320506198602300210' },
    field: 'subject.idNumber',
  },
  { why: 'digits in the name', subject: { ...borrower, name: '沈嘉禾1' }, field: 'subject.name' },
])('$why is named as $field', async ({ subject, field }) => {
  expect((await officer.call(postQuery, { body: aQuery({ subject }) })).body).toMatchObject({
    code: 'invalid-input',
    fields: [field],
  })
})

test("another officer's query is not to be found", async () => {
  const body = aQuery()
  await officer.call(postQuery, { body })
  const other = await anOfficer(service, 'E10023')
  expect((await other.call(getQuery, { params: { id: body.id } })).status).toBe(404)
  expect((await other.call(getQueries)).body).toEqual([])
})

test("another institution's business is not to be found", async () => {
  expect((await officer.call(getBusiness, { params: { reference: 'LA-2026-900001' } })).body).toMatchObject({
    code: 'not-found',
  })
})

test('the allowance counts what went to the bureau, not what was blocked', async () => {
  const before = (await officer.call(getAllowance)).body.asked
  await officer.call(postQuery, { body: aQuery({ consentId: null }) })
  await officer.call(postQuery, { body: aQuery() })
  expect((await officer.call(getAllowance)).body).toMatchObject({ asked: before + 1, perDay: 60, today: 'work' })
})

test("yesterday's report is still listed while it can be opened", async () => {
  const body = aQuery()
  await officer.call(postQuery, { body })
  service.travelTo(new Date(service.now().getTime() + 23 * 3_600_000))
  await logIn(service, officer)
  expect((await officer.call(getQueries)).body.map(({ id }) => id)).toContain(body.id)
})

test('on a Saturday the query is blocked for that reason', async () => {
  service.travelTo(new Date('2026-11-28T10:00:00+08:00'))
  await logIn(service, officer)
  expect(await rulesOf({})).toEqual(['non-working-day'])
  service.travelTo(new Date(aWorkingMorning.getTime() + 7 * 86_400_000))
})
