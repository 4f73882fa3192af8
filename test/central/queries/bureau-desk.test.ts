import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BureauAdapter, BureauError, type BureauTrouble } from '#central/bureau/bureau-adapter.ts'
import { getQuery, postQuery } from '#contract/http/query.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let officer: Device
let consentId: string
let trouble: BureauTrouble | undefined
const called: string[] = []

function troubled(simulated: BureauAdapter): BureauAdapter {
  const through = <T>(name: string, call: () => Promise<T>) => {
    called.push(name)
    return trouble === undefined ? call() : Promise.reject(new BureauError(trouble))
  }
  return {
    ...simulated,
    ask: (request) => through('ask', () => simulated.ask(request)),
    lookUp: (request) => through('lookUp', () => simulated.lookUp(request)),
  }
}

beforeAll(async () => {
  service = await startTestService({ bureau: troubled })
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
})
afterAll(() => service.stop())

async function ask(why: BureauTrouble | undefined) {
  trouble = why
  const id = randomUUID()
  const body = { id, subject: borrower, purpose: '02', businessReference, consentId }
  const answer = await officer.call(postQuery, { body })
  trouble = undefined
  return { id, answer }
}

const stateOf = async (id: string) => (await officer.call(getQuery, { params: { id } })).body.state

test.each(['paused', 'not-connected', 'timed-out', 'cut', 'unreadable', 'other-query'] as const)(
  'trouble "%s" ends without a report, is recorded by name, and the query waits to be looked up',
  async (why) => {
    const { id, answer } = await ask(why)
    expect(answer).toMatchObject({ status: 503, body: { code: 'bureau-unavailable' } })
    expect((await service.entries()).at(-1)).toMatchObject({
      kind: 'report.failed',
      object: id,
      facts: { reason: 'bureau-unavailable', trouble: why },
    })
    expect(await stateOf(id)).toBe('asking')

    called.length = 0
    expect(await service.services.queries.reconcile(-1)).toBe(1)
    expect(called).toEqual(['lookUp', 'ask'])
    expect(await stateOf(id)).toBe('answered')
  },
)

test('a refusal by the bureau ends the query for good', async () => {
  const { id, answer } = await ask('refused')
  expect(answer).toMatchObject({ status: 200, body: { state: 'failed', report: null } })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'report.failed',
    object: id,
    facts: { reason: 'bureau-refused' },
  })
  expect(await service.services.queries.reconcile(-1)).toBe(0)
})

test('while the bureau cannot be reached the reconciliation waits, without an entry a time', async () => {
  const { id } = await ask('timed-out')
  const before = (await service.entries()).length
  trouble = 'paused'
  expect(await service.services.queries.reconcile(-1)).toBe(0)
  expect(await service.services.queries.reconcile(-1)).toBe(0)
  trouble = undefined
  expect((await service.entries()).length).toBe(before)
  expect(await service.services.queries.reconcile(-1)).toBe(1)
  expect(await stateOf(id)).toBe('answered')
})
