import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CircularDraft } from '#contract/circular.ts'
import { getAttachment } from '#contract/http/attachment.ts'
import {
  getCircular,
  getCirculars,
  getReceipts,
  getReceivedCirculars,
  getSecurityMonths,
  postCircularDiscard,
  postCircularDraft,
  postCircularOpening,
  postCircularPublication,
  postCircularWithdrawal,
  postReceipt,
  postSecurityDraft,
} from '#contract/http/circular.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { anAttachment } from '#test/support/attachments.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'

type Person = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let headOffice: Person
let subBranch: Person
let outlet: Person
let officer: Person

beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  subBranch = await aStaffMember(service, 'E20002')
  outlet = await aStaffMember(service, 'E20001')
  officer = await aStaffMember(service, 'E10017')
})
afterAll(() => service.stop())

function aDraft(changes: Partial<CircularDraft> = {}): CircularDraft {
  return CircularDraft.parse({
    id: randomUUID(),
    title: '关于规范查询授权的通报',
    body: '# 要求\n- 先授权，后查询\n请各机构对照自查。',
    targets: ['103205'],
    audience: ['institution-administrator', 'query-officer'],
    dueOn: null,
    supersedes: null,
    ...changes,
  })
}

async function publish(by: Person, draft = aDraft(), attachments: unknown[] = []) {
  const kept = await by.call(postCircularDraft, { body: draft })
  if (kept.status !== 200) throw new Error(JSON.stringify(kept.body))
  const answer = await by.call(postCircularPublication, { params: { id: draft.id }, body: { attachments } })
  return { id: draft.id, answer }
}

const entriesOf = async (id: string) => (await service.entries()).filter(({ object }) => object === id)

test('from draft to receipts: its readers see it, confirm it, and the counts rise at every level above', async () => {
  const { bytes, ...attachment } = await anAttachment(headOffice, '自查表.pdf')
  const { id, answer } = await publish(headOffice, aDraft(), [attachment])
  expect(answer.body).toMatchObject({ state: 'published', dueOn: '2026-11-28' })
  expect(answer.body.receipts).toEqual({ recipients: 6, confirmed: 0, late: 0 })
  expect((await entriesOf(id)).map(({ kind }) => kind)).toEqual(['circular.published'])

  expect((await officer.call(getToDoCounts)).body.circulars).toBe(1)
  const opened = await officer.call(postCircularOpening, { params: { id } })
  expect(opened.body).toMatchObject({ from: '示范银行总行', standing: 'waiting' })
  const file = await officer.call(getAttachment, { params: { id: attachment.uploadId } })
  expect(file.bytes.equals(bytes)).toBe(true)
  for (let again = 0; again < 2; again += 1)
    expect((await officer.call(postReceipt, { params: { id } })).status).toBe(200)
  expect((await officer.call(getToDoCounts)).body.circulars).toBe(0)
  const confirmed = (await entriesOf(id)).filter(({ kind }) => kind === 'circular.confirmed')
  expect(confirmed).toMatchObject([{ employeeId: 'E10017', facts: { isLate: false } }])

  const seenAbove = await headOffice.call(getCirculars)
  expect(seenAbove.body[0]).toMatchObject({ id, isOurs: true, receipts: { recipients: 6, confirmed: 1 } })
  const seenBelow = await outlet.call(getCirculars)
  expect(seenBelow.body[0]).toMatchObject({ id, isOurs: false, receipts: { recipients: 3, confirmed: 1 } })
  const readers = await outlet.call(getReceipts, { params: { id } })
  expect(readers.body.map(({ employeeId, standing }) => [employeeId, standing])).toEqual([
    ['E10017', 'confirmed'],
    ['E10023', 'waiting'],
    ['E20001', 'waiting'],
  ])
})

test('nothing is sent beyond the sender’s subtree, to nobody, or incomplete', async () => {
  const beyond = await publish(subBranch, aDraft({ targets: ['103205'] }))
  expect(beyond.answer.status).toBe(404)
  const nobody = await publish(outlet, aDraft({ targets: ['1032050101'], audience: ['auditor'] }))
  expect(nobody.answer.body).toMatchObject({ code: 'invalid-input', fields: ['targets', 'audience'] })
  const incomplete = await publish(outlet, aDraft({ targets: ['1032050101'], title: '' }))
  expect(incomplete.answer.body).toMatchObject({ code: 'invalid-input', fields: ['title'] })
  expect((await officer.call(postCircularDraft, { body: aDraft() })).status).toBe(403)
})

test('a draft is its institution’s alone, is thrown away without a trace, and is no draft once published', async () => {
  const draft = aDraft({ targets: ['10320501'] })
  await subBranch.call(postCircularDraft, { body: draft })
  expect((await headOffice.call(getCircular, { params: { id: draft.id } })).status).toBe(404)
  expect((await headOffice.call(postCircularDraft, { body: draft })).status).toBe(409)
  expect((await headOffice.call(postCircularDiscard, { params: { id: draft.id } })).status).toBe(404)
  expect((await subBranch.call(postCircularDiscard, { params: { id: draft.id } })).status).toBe(200)
  const { id } = await publish(subBranch, aDraft({ targets: ['10320501'] }))
  expect((await subBranch.call(postCircularDraft, { body: aDraft({ id: id as never }) })).status).toBe(409)
  expect((await subBranch.call(postCircularDiscard, { params: { id } })).status).toBe(404)
})

test('one that was withdrawn or superseded is confirmed by nobody any more, and says so to its readers', async () => {
  const { id } = await publish(subBranch, aDraft({ targets: ['10320501'] }))
  const withdrawal = { params: { id }, body: { reason: '附件有误，另行发布' } }
  expect((await outlet.call(postCircularWithdrawal, withdrawal)).status).toBe(404)
  expect((await subBranch.call(postCircularWithdrawal, withdrawal)).body).toMatchObject({ state: 'withdrawn' })
  expect((await officer.call(postReceipt, { params: { id } })).status).toBe(409)
  const first = await publish(subBranch, aDraft({ targets: ['10320501'] }))
  const second = await publish(subBranch, aDraft({ targets: ['10320501'], supersedes: first.id }))
  expect(second.answer.status).toBe(200)
  const mine = await officer.call(getReceivedCirculars)
  const states = Object.fromEntries(mine.body.map((one) => [one.id, one.state]))
  expect(states).toMatchObject({ [id]: 'withdrawn', [first.id]: 'superseded', [second.id]: 'published' })
  expect(JSON.stringify(await service.entries())).not.toContain('附件有误')
})

test('readers are reminded before the last day and daily after it, and who is late shows above', async () => {
  const { id } = await publish(subBranch, aDraft({ targets: ['1032050101'], audience: ['query-officer'] }))
  const remindedOn = async (day: string) => {
    service.travelTo(new Date(`${day}T09:00:00+08:00`))
    for (let again = 0; again < 2; again += 1) await service.services.watching.receipts.runDue()
    return (await entriesOf(id)).filter(({ kind }) => kind === 'circular.reminded').length
  }
  expect(await remindedOn('2026-11-26')).toBe(0)
  expect(await remindedOn('2026-11-27')).toBe(1)
  expect(await remindedOn('2026-11-28')).toBe(1)
  expect(await remindedOn('2026-11-29')).toBe(2)
  const later = await aStaffMember(service, 'E20003')
  const seen = (await later.call(getCirculars)).body.find((one) => one.id === id)
  expect(seen?.receipts).toEqual({ recipients: 2, confirmed: 0, late: 2 })
  service.travelTo(aWorkingMorning)
})

test('the security circular of a month is drafted once from its figures, and its lateness shows', async () => {
  const answer = await headOffice.call(postSecurityDraft, { params: { month: '2026-10' } })
  expect(answer.body).toMatchObject({ state: 'draft', month: '2026-10', targets: ['100000'] })
  expect(answer.body.body).toContain('共发起查询 0 笔')
  const again = await headOffice.call(postSecurityDraft, { params: { month: '2026-10' } })
  expect(again.body.id).toBe(answer.body.id)
  expect((await headOffice.call(postSecurityDraft, { params: { month: '2026-11' } })).status).toBe(400)
  expect((await outlet.call(postSecurityDraft, { params: { month: '2026-09' } })).status).toBe(403)

  const standings = async () => {
    const { body } = await outlet.call(getSecurityMonths)
    return body.slice(0, 2).map(({ month, standing }) => [month, standing])
  }
  expect(await standings()).toEqual([['2026-10', 'not-required']])
  await service.database`update app_user set opened_at = '2026-09-20T02:00:00Z'`
  expect(await standings()).toEqual([
    ['2026-10', 'late'],
    ['2026-09', 'late'],
  ])
  const published = await headOffice.call(postCircularPublication, {
    params: { id: answer.body.id },
    body: { attachments: [] },
  })
  expect(published.body.state).toBe('published')
  expect((await standings())[0]).toEqual(['2026-10', 'published-late'])
})
