import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { BureauAdapter } from '#central/bureau/bureau-adapter.ts'
import { getQuery, postQuery } from '#contract/http/query.ts'
import {
  deleteStopProposal,
  getQueryStops,
  getStopsInForce,
  postLifting,
  postLiftingSignature,
  postQueryStop,
  postStopSignature,
} from '#contract/http/query-stop.ts'
import { imposeOperation, liftOperation, type QueryStop, StopRequest } from '#contract/query-stop.ts'
import { anOfficer, aStaffMember, sign } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>
let service: TestService
let officer: Awaited<ReturnType<typeof anOfficer>>
let consentId: string
let [first, second, below, belowToo]: Staff[] = []
/** What stands between the service and its bureau, for the query under way. */
let beforeAsk: () => Promise<void> = async () => undefined
const asked: string[] = []

function watched(simulated: BureauAdapter): BureauAdapter {
  return {
    ...simulated,
    ask: async (request) => {
      await beforeAsk()
      asked.push(request.idempotencyKey)
      return simulated.ask(request)
    },
  }
}

beforeAll(async () => {
  service = await startTestService({ bureau: watched })
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
  first = await aStaffMember(service, 'E40001')
  second = await aStaffMember(service, 'E40002')
  below = await aStaffMember(service, 'E20002')
  belowToo = await aStaffMember(service, 'E20003')
})
afterAll(() => service.stop())
beforeEach(() => {
  beforeAsk = async () => undefined
})

function staff(person: Staff | undefined): Staff {
  if (!person) throw new Error('Nobody.')
  return person
}

async function ask(id = randomUUID()) {
  return officer.call(postQuery, { body: { id, subject: borrower, purpose: '02', businessReference, consentId } })
}

async function propose(by: Staff, institution: string): Promise<StopRequest> {
  const id = randomUUID()
  const stop = StopRequest.parse({ id, institution, cause: 'suspected-leak', reason: '正在核查一起疑似泄露' })
  const { status, body } = await by.call(postQueryStop, { body: stop })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return stop
}

async function impose(stop: StopRequest, by: Staff) {
  const signature = await sign(service, by, imposeOperation(stop))
  return by.call(postStopSignature, { params: { id: stop.id }, body: { signature } })
}

async function lift(stop: StopRequest, [proposer, signer]: readonly [Staff, Staff]) {
  const reason = '核查完毕，未发现泄露'
  await proposer.call(postLifting, { params: { id: stop.id }, body: { reason } })
  const signature = await sign(service, signer, liftOperation(stop, reason))
  return signer.call(postLiftingSignature, { params: { id: stop.id }, body: { signature } })
}

const stateOf = (stops: QueryStop[], { id }: StopRequest) => stops.find((stop) => stop.id === id)?.state

test('what one proposes does nothing until another one signs; then every query is blocked with the cause, until it is lifted', async () => {
  const stop = await propose(staff(first), '100000')
  expect((await ask()).body).toMatchObject({ state: 'answered' })
  expect((await impose(stop, staff(first))).body).toMatchObject({ code: 'forbidden' })
  expect(stateOf((await impose(stop, staff(second))).body, stop)).toBe('in-force')

  const blocked = (await ask()).body
  expect(blocked).toMatchObject({ state: 'blocked' })
  expect(blocked.decision.reasons).toMatchObject([
    {
      rule: 'queries-stopped',
      isReleasable: false,
      facts: { institutionName: '示范银行总行', cause: 'suspected-leak' },
    },
  ])
  expect((await officer.call(getStopsInForce)).body).toMatchObject([{ id: stop.id, reason: '正在核查一起疑似泄露' }])

  expect(stateOf((await lift(stop, [staff(second), staff(first)])).body, stop)).toBe('lifted')
  expect((await ask()).body).toMatchObject({ state: 'answered' })
  const kinds = (await service.entries()).filter(({ object }) => object === stop.id).map(({ kind }) => kind)
  expect(kinds).toEqual([
    'query-stop.proposed',
    'query-stop.refused',
    'operation.signed',
    'query-stop.imposed',
    'query-stop.lifting-proposed',
    'operation.signed',
    'query-stop.lifted',
  ])
})

test('a stop reaches the institutions below, and no others', async () => {
  const elsewhere = await propose(staff(first), '103100')
  await impose(elsewhere, staff(second))
  expect((await ask()).body).toMatchObject({ state: 'answered' })
  expect((await officer.call(getStopsInForce)).body).toEqual([])
  await lift(elsewhere, [staff(first), staff(second)])

  const above = await propose(staff(below), '10320501')
  await impose(above, staff(belowToo))
  expect((await ask()).body).toMatchObject({ state: 'blocked' })
  expect((await lift(above, [staff(below), staff(belowToo)])).status).toBe(200)
})

test('an institution stops nobody outside its subtree, and lifts nothing that was imposed from above', async () => {
  const outside = { id: randomUUID(), institution: '103205', cause: 'drill', reason: '应急演练' }
  const refused = await staff(below).call(postQueryStop, { body: StopRequest.parse(outside) })
  expect(refused.body).toMatchObject({ code: 'not-found' })

  const stop = await propose(staff(first), '10320501')
  await impose(stop, staff(second))
  const lifting = { params: { id: stop.id }, body: { reason: '我们认为可以恢复' } }
  expect((await staff(below).call(postLifting, lifting)).body).toMatchObject({ code: 'forbidden' })
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'query-stop.refused',
    facts: { step: 'propose-lifting', reason: 'imposed-from-above' },
  })
  await lift(stop, [staff(first), staff(second)])
})

test('a signature for one stop imposes no other, and a withdrawn proposal is over', async () => {
  const [signed, other] = [await propose(staff(first), '100000'), await propose(staff(first), '103100')]
  const signature = await sign(service, staff(second), imposeOperation(signed))
  const answer = await staff(second).call(postStopSignature, { params: { id: other.id }, body: { signature } })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
  await staff(first).call(deleteStopProposal, { params: { id: signed.id } })
  await staff(first).call(deleteStopProposal, { params: { id: other.id } })
  expect((await staff(first).call(getQueryStops)).body.filter(({ state }) => state === 'proposed')).toEqual([])
  const late = await staff(second).call(postStopSignature, { params: { id: signed.id }, body: { signature } })
  expect(late.body).toMatchObject({ code: 'conflict' })
})

test('the database itself refuses that one person does both', async () => {
  const stop = await propose(staff(first), '103100')
  const change = service.database`
    update query_stop set state = 'in-force', decided_by = proposed_by, decided_at = now(), imposed_in = '100000'
     where id = ${stop.id}`
  await expect(change).rejects.toThrow(/check/)
  await staff(first).call(deleteStopProposal, { params: { id: stop.id } })
})

test('a query under way when the stop comes keeps its answer; one that lost its answer is not asked anew', async () => {
  const stop = await propose(staff(first), '100000')
  let isStopped = false
  beforeAsk = async () => {
    if (!isStopped) await impose(stop, staff(second))
    isStopped = true
  }
  const underWay = randomUUID()
  // The bureau has been asked by then: its answer belongs to the customer's file.
  expect((await ask(underWay)).body).toMatchObject({ state: 'answered' })

  const lost = randomUUID()
  await service.database`
    insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose,
                       business_reference, consent_id, asked_at, request_hash, state, decision, facts)
    select ${lost}, user_id, session_id, workstation_id, institution_code, subject_id, purpose,
           business_reference, consent_id, asked_at, request_hash, 'asking', decision, facts
      from query where id = ${underWay}`
  await service.services.queries.reconcile(-1)
  expect(asked).not.toContain(lost)
  expect((await officer.call(getQuery, { params: { id: lost } })).body.state).toBe('failed')
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'report.failed',
    object: lost,
    facts: { reason: 'queries-stopped' },
  })
  await lift(stop, [staff(first), staff(second)])
})

test('a stop waits for the decisions under way, and none is made that did not see it', async () => {
  const stop = await propose(staff(first), '100000')
  const signature = await sign(service, staff(second), imposeOperation(stop))
  const { lockOver } = service.services.queryStops
  let isImposed = false
  let imposing: Promise<unknown> = Promise.resolve()
  await service.database.begin(async (tx) => {
    expect(await lockOver(tx as never, '1032050101')).toEqual([])
    imposing = staff(second)
      .call(postStopSignature, { params: { id: stop.id }, body: { signature } })
      .then(() => {
        isImposed = true
      })
    await sleep(300)
    expect(isImposed).toBe(false)
    expect(await service.services.queryStops.over(tx as never, '1032050101')).toEqual([])
  })
  await imposing
  expect((await ask()).body).toMatchObject({ state: 'blocked' })
  await lift(stop, [staff(first), staff(second)])
})

test('clients below hear of it when it is in force, and when it is lifted', async () => {
  const caller = await service.services.sessions.resume(
    officer.token ?? '',
    await service.services.workstations.identify({
      address: '127.0.0.1',
      deviceThumbprint: officer.thumbprint,
      publicKey: officer.jwk,
    }),
  )
  const heard = vi.fn()
  const end = service.services.events.subscribe(caller, heard)
  const changes = () => heard.mock.calls.filter(([{ type }]) => type === 'query-stop-changed').length
  const stop = await propose(staff(first), '100000')
  expect(changes()).toBe(0)
  await impose(stop, staff(second))
  await vi.waitFor(() => expect(changes()).toBe(1), 1000)
  await lift(stop, [staff(first), staff(second)])
  await vi.waitFor(() => expect(changes()).toBe(2), 1000)
  end()
})
