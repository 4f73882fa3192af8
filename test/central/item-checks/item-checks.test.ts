import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  getCheckerStatistics,
  getItemChecks,
  getItemPage,
  getReturnedItems,
  postItemCompletion,
  postItemTake,
  postItemVerdict,
  postNextItems,
} from '#contract/http/item-check.ts'
import { postQuery } from '#contract/http/query.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { defaultPolicyBody, type PolicyBody } from '#contract/policy.ts'
import type { Device } from '#test/support/device.ts'
import { anOfficer, aStaffMember, logIn } from '#test/support/officer.ts'
import { aPdf, aPhoto, borrower, businessReference, registerConsent, upload } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>

const million = 1_000_000
const policy: PolicyBody = {
  ...defaultPolicyBody,
  query: {
    ...defaultPolicyBody.query,
    ...{ perMinute: million, manyPerHour: million, blockedPerHour: million, sameSubjectPerDay: million },
    ...{ sameSubjectAtInstitutionPer30Days: million, batchWarning: million, batchBlock: million },
  },
  // Everything that is accepted is checked again.
  itemCheck: { ...defaultPolicyBody.itemCheck, samplePercent: 100 },
}

let service: TestService
let officer: Device
let checker: Staff
let above: Staff
let consentId: string

beforeAll(async () => {
  service = await startTestService({ policy })
  officer = await anOfficer(service)
  consentId = await registerConsent(officer)
  checker = await aStaffMember(service, 'E20001')
  above = await aStaffMember(service, 'E20002')
})
afterAll(() => service.stop())

/** The clock travels; a session that it locked is opened anew. */
async function ask(changes: Record<string, unknown> = {}) {
  await logIn(service, officer)
  const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId, ...changes }
  const answer = await officer.call(postQuery, { body })
  return answer.body
}

async function next(by: Staff, count = 1, held: string[] = []) {
  const first = await by.call(postNextItems, { body: { held, count } })
  if (first.status === 200) return first.body
  await logIn(service, by, by.employeeId)
  return (await by.call(postNextItems, { body: { held, count } })).body
}

/** A query's item, alone in the queue. */
async function anItem() {
  await service.database`update item_check set state = 'accepted' where state in ('waiting', 'returned')`
  const { id: queryId } = await ask()
  const [item] = await service.database`select id from item_check where query_id = ${queryId} and level = 1`
  return String(item?.['id'])
}

const decide = (by: Device, id: string, body: Record<string, unknown>) =>
  by.call(postItemVerdict, { params: { id }, body })
const accept = (by: Device, id: string) => decide(by, id, { verdict: 'accepted' })

test('each query that goes to the bureau brings its consent, and a blocked one does not', async () => {
  const asked = await ask()
  const blocked = await ask({ consentId: null })
  const rows = await service.database`select query_id, level, state, queues from item_check`
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { query_id: asked.id, level: 1, state: 'waiting', queues: ['1032050101'] },
  ])
  expect(blocked.state).toBe('blocked')
})

test('a checker sees consent and query side by side, and pages as pictures, but nothing of the report', async () => {
  const id = await anItem()
  const [item] = await next(checker)
  expect(item).toMatchObject({
    id,
    subject: borrower,
    purpose: '02',
    business: { reference: businessReference, status: 'open' },
    consent: { signedOn: '2026-11-20', firstUseUntil: '2027-02-18', isPostLoan: false },
    officer: { employeeId: 'E10017' },
    isOverdue: false,
  })
  expect(JSON.stringify(item)).not.toContain('report')
  const page = await checker.call(getItemPage, { params: { id, page: 1 } })
  const picture = await sharp(page.bytes).metadata()
  expect(picture).toMatchObject({ format: 'webp', height: 2000 })
  expect((await checker.call(getItemPage, { params: { id, page: 2 } })).status).toBe(404)
  const opened = (await service.entries()).filter(({ kind, object }) => kind === 'item-check.opened' && object === id)
  expect(opened).toMatchObject([{ employeeId: 'E20001' }])
})

test('who does not have the item gets neither page nor word', async () => {
  const id = await anItem()
  await next(checker)
  expect((await above.call(getItemPage, { params: { id, page: 1 } })).status).toBe(404)
  expect((await above.call(postItemTake, { params: { id } })).status).toBe(404)
  expect((await accept(above, id)).status).toBe(404)
  expect((await officer.call(postNextItems, { body: { held: [], count: 1 } })).status).toBe(403)
})

test('of two checkers at once each gets another item, and one that is taken cannot be taken', async () => {
  await anItem()
  await service.database`update item_check set queues = '{10320501}' where state = 'waiting'`
  const second = await aStaffMember(service, 'E20003')
  const [one, two] = await Promise.all([next(above), next(second)])
  const [taken, ...others] = [...one, ...two]
  expect(others).toEqual([])
  const loser = one.length === 0 ? above : second
  const answer = await loser.call(postItemTake, { params: { id: String(taken?.id) } })
  expect(answer.body).toMatchObject({ code: 'conflict' })
  expect((await accept(loser, String(taken?.id))).body).toMatchObject({ code: 'conflict' })
})

test('what a screen no longer holds goes back, and what nobody touches comes free', async () => {
  const id = await anItem()
  expect(await next(checker)).toHaveLength(1)
  expect(await next(checker, 0, [id])).toEqual([])
  expect((await accept(checker, id)).status).toBe(200)

  const other = await anItem()
  await next(checker)
  await next(checker, 0, [])
  expect((await accept(checker, other)).body).toMatchObject({ code: 'conflict' })
  await next(checker)
  service.travelTo(new Date(service.now().getTime() + 16 * 60_000))
  await logIn(service, checker, 'E20001')
  expect((await accept(checker, other)).body).toMatchObject({ code: 'conflict' })
})

test('an accepted item is sampled one level up, by somebody else, once', async () => {
  const id = await anItem()
  await next(checker)
  expect((await accept(checker, id)).status).toBe(200)
  expect((await accept(checker, id)).body).toMatchObject({ code: 'conflict' })
  await logIn(service, above, 'E20002')
  const [sample, ...more] = await next(above, 5)
  expect(more).toEqual([])
  expect(sample).toMatchObject({ level: 2, officer: { employeeId: 'E10017' } })
  await decide(above, String(sample?.id), { verdict: 'suspected', reason: 'altered', note: '日期有涂改' })

  const { body } = await above.call(getCheckerStatistics)
  expect(body.find(({ checker: { employeeId } }) => employeeId === 'E20001')).toMatchObject({
    sampled: 1,
    overruled: 1,
  })
  expect((await checker.call(getCheckerStatistics)).body.map((row) => row.checker.employeeId)).toEqual(['E20001'])
})

test('head office samples its own checks by another person', async () => {
  const id = await anItem()
  await service.database`update item_check set queues = '{100000}' where id = ${id}`
  const first = await aStaffMember(service, 'E40001')
  const second = await aStaffMember(service, 'E40002')
  await next(first)
  await accept(first, id)
  expect(await next(first, 5)).toEqual([])
  expect(await next(second, 5)).toMatchObject([{ level: 2 }])
})

test('nobody checks a query of his own, whatever he has become since', async () => {
  const id = await anItem()
  await service.database`update item_check set barred = (select array[id] from app_user where employee_id = 'E20001') where id = ${id}`
  expect(await next(checker, 5)).toEqual([])
  expect((await checker.call(postItemTake, { params: { id } })).status).toBe(404)
  expect((await checker.call(getToDoCounts)).body['item-checks']).toBe(0)
})

test('a returned consent is completed by its officer and checked again with the new pages', async () => {
  const id = await anItem()
  await next(checker)
  await decide(checker, id, { verdict: 'returned', reason: 'page-missing', note: '缺第二页' })
  await logIn(service, officer)
  expect((await officer.call(getToDoCounts)).body).toMatchObject({ 'returned-items': 1, training: 0 })
  const [returned] = (await officer.call(getReturnedItems)).body
  expect(returned).toMatchObject({
    id,
    reason: 'page-missing',
    note: '缺第二页',
    dueOn: '2026-11-27',
    isOverdue: false,
  })
  expect(await next(checker, 5)).toEqual([])

  const bytes = await aPhoto()
  const { id: uploadId } = await upload(officer, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const colleague = await anOfficer(service, 'E10023')
  const body = { scans: [{ uploadId, sha256 }] }
  expect((await colleague.call(postItemCompletion, { params: { id }, body })).status).toBe(404)
  expect((await officer.call(postItemCompletion, { params: { id }, body })).status).toBe(200)
  expect((await officer.call(postItemCompletion, { params: { id }, body })).status).toBe(409)

  const [again] = await next(checker)
  expect(again?.consent.scans).toMatchObject([{ isCompletion: false }, { mediaType: 'image/jpeg', isCompletion: true }])
  expect(again?.steps.map(({ what }) => what)).toEqual(['returned', 'completed'])
  const page = await checker.call(getItemPage, { params: { id, page: 2 } })
  expect((await sharp(page.bytes).metadata()).width).toBe(600)
  const log = JSON.stringify((await service.entries()).filter(({ object }) => object === id))
  expect(log).not.toContain('缺第二页')
})

test('a suspicion raises an incident about the officer, in the same transaction', async () => {
  const id = await anItem()
  await next(checker)
  await decide(checker, id, { verdict: 'suspected', reason: 'signature-doubtful', note: null })
  const incidents = (await service.entries()).filter(({ kind }) => kind === 'incident.raised')
  expect(incidents.at(-1)).toMatchObject({ employeeId: 'E10017', facts: { rule: 'item-check' } })
  expect((await accept(checker, id)).body).toMatchObject({ code: 'conflict' })
})

test('what nobody checks in three working days is shown to the level above, once', async () => {
  const id = await anItem()
  const start = service.now()
  const travel = async (days: number) => {
    service.travelTo(new Date(start.getTime() + days * 86_400_000))
    await service.services.watching.runDue()
    const [row] = await service.database`select queues from item_check where id = ${id}`
    return row?.['queues']
  }
  // Asked on a Wednesday: due on Monday.
  expect(await travel(5)).toEqual(['1032050101'])
  expect(await travel(6)).toEqual(['1032050101', '10320501'])
  expect(await travel(7)).toEqual(['1032050101', '10320501'])
  await logIn(service, above, 'E20002')
  const rows = (await above.call(getItemChecks)).body
  expect(rows.find((row) => row.id === id)).toMatchObject({ isOverdue: true, isEscalated: true, isMine: true })
  service.travelTo(start)
})

test('an officer who lets the time for completion pass is shown to the checkers, and may still complete', async () => {
  await logIn(service, checker, 'E20001')
  const id = await anItem()
  await next(checker)
  await decide(checker, id, { verdict: 'returned', reason: 'unreadable', note: null })
  const start = service.now()
  service.travelTo(new Date(start.getTime() + 5 * 86_400_000))
  await service.services.watching.runDue()
  await logIn(service, checker, 'E20001')
  expect(await next(checker)).toMatchObject([
    { id, isOverdue: true, steps: [{ what: 'returned' }, { what: 'escalated' }] },
  ])
  const bytes = aPdf(`% ${randomUUID()}`)
  await logIn(service, officer)
  const { id: uploadId } = await upload(officer, bytes)
  const body = { scans: [{ uploadId, sha256: createHash('sha256').update(bytes).digest('hex') }] }
  expect((await officer.call(postItemCompletion, { params: { id }, body })).status).toBe(200)
  service.travelTo(start)
})
