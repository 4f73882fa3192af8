import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountabilityRefusal, stateAfter } from '#central/accountability/accountability-life.ts'
import { AccountabilityId, type AccountabilityStepRequest, type AnswerablePerson } from '#contract/accountability.ts'
import {
  getAccountabilityCases,
  postAccountabilityCase,
  postAccountabilityStep,
} from '#contract/http/accountability.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import {
  accepted,
  anIncident,
  assigned,
  confirmIncident,
  type Member,
  reported,
  takeStep,
} from '#test/support/incidents.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let outlet: Member
let branch: Member
let otherBranch: Member
let city: Member

beforeAll(async () => {
  service = await startTestService()
  outlet = await aStaffMember(service, 'E20001')
  branch = await aStaffMember(service, 'E20002')
  otherBranch = await aStaffMember(service, 'E20003')
  city = await aStaffMember(service, 'E20004')
})
afterAll(() => service.stop())

async function aConfirmedIncident() {
  const id = await anIncident(service)
  await takeStep(outlet, id, assigned('E20001'))
  await takeStep(outlet, id, reported)
  await takeStep(branch, id, accepted)
  await confirmIncident(service, branch, { id, category: 'minor' })
  return id
}

const officer = { employeeId: 'E10017', institution: '1032050101', class: 'first-direct' } satisfies AnswerablePerson

async function open(incident: Awaited<ReturnType<typeof aConfirmedIncident>>, persons: AnswerablePerson[] = [officer]) {
  const id = AccountabilityId.parse(randomUUID())
  const body = { id, incident, persons, dueOn: null, text: '按问责办法立案' }
  return { id, answer: await branch.call(postAccountabilityCase, { body }) }
}

const step = (member: Member, id: AccountabilityId, body: AccountabilityStepRequest) =>
  member.call(postAccountabilityStep, { params: { id }, body })
const measure = { kind: 'measure-taken', person: 'E10017', measure: 'talk', text: '已约谈并记录' } as const

test('a case goes from the incident over a measure to its end, by two people, each step in the log', async () => {
  const incident = await aConfirmedIncident()
  const { id, answer } = await open(incident)
  expect(answer.status).toBe(200)
  expect((await branch.call(getToDoCounts)).body.accountability).toBe(1)
  expect((await step(branch, id, measure)).status).toBe(200)
  expect(await step(branch, id, { kind: 'closed', text: '措施到位' })).toMatchObject({
    status: 403,
    body: { code: 'not-impartial' },
  })
  expect((await step(otherBranch, id, { kind: 'returned', text: '缺少谈话记录' })).status).toBe(200)
  await step(branch, id, { ...measure, text: '补充谈话记录' })
  expect((await step(otherBranch, id, { kind: 'closed', text: '措施到位' })).status).toBe(200)
  const [seen] = (await city.call(getAccountabilityCases)).body
  expect(seen).toMatchObject({ id, state: 'closed', isOverdue: false, persons: [{ name: '周敏', measure: 'talk' }] })
  expect(seen?.steps.map(({ kind }) => kind)).toEqual([
    'opened',
    'measure-taken',
    'returned',
    'measure-taken',
    'closed',
  ])
  const last = (await service.entries()).at(-1)
  expect(last).toMatchObject({ kind: 'accountability.closed', object: id, employeeId: 'E20003' })
})

test('one case an incident, only for a confirmed one, and only for who answered on the day', async () => {
  const raised = await anIncident(service)
  expect((await open(raised)).answer.status).toBe(409)
  const incident = await aConfirmedIncident()
  const stranger = { ...officer, employeeId: 'E30001', class: 'leadership' } as const
  expect((await open(incident, [stranger])).answer.status).toBe(400)
  expect((await open(incident)).answer.status).toBe(200)
  expect((await open(incident)).answer.status).toBe(409)
})

test('a case past its day and not closed is overdue', async () => {
  const { id } = await open(await aConfirmedIncident())
  const start = service.now()
  service.travelTo(new Date(start.getTime() + 31 * 86_400_000))
  const later = await aStaffMember(service, 'E20004')
  const found = (await later.call(getAccountabilityCases)).body.find((one) => one.id === id)
  expect(found).toMatchObject({ isOverdue: true, state: 'open' })
  service.travelTo(start)
})

const taken = (person: string, by = 'A') => ({ kind: 'measure-taken', by, person, measure: 'talk' }) as const
const returned = { kind: 'returned', by: 'B', person: null, measure: null } as const

test.each([
  { why: 'one of two has a measure', steps: [], person: 'P', is: 'open' },
  { why: 'both have one', steps: [taken('Q')], person: 'P', is: 'measured' },
  { why: 'the other’s was returned', steps: [taken('Q'), returned], person: 'P', is: 'open' },
] as const)('$why: $is', ({ steps, person, is }) => {
  const facts = { state: 'open', persons: ['P', 'Q'], steps } as const
  expect(stateAfter(facts, { kind: 'measure-taken', person })).toBe(is)
})

test.each([
  { why: 'somebody else', state: 'open', kind: 'measure-taken', actor: 'A', is: undefined },
  { why: 'he himself', state: 'open', kind: 'measure-taken', actor: 'P', is: 'involved' },
  { why: 'nothing measured yet', state: 'open', kind: 'closed', actor: 'B', is: 'not-now' },
  { why: 'who measured', state: 'measured', kind: 'closed', actor: 'A', is: 'same-person' },
  { why: 'a second person', state: 'measured', kind: 'closed', actor: 'B', is: undefined },
  { why: 'all over', state: 'closed', kind: 'returned', actor: 'B', is: 'not-now' },
] as const)('$kind by $why: $is', ({ state, kind, actor, is }) => {
  expect(accountabilityRefusal({ state, persons: ['P'], steps: [taken('P')] }, kind, actor)).toBe(is)
})
