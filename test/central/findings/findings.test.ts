import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NewFinding } from '#contract/finding.ts'
import {
  getFindings,
  postFinding,
  postFindingClosure,
  postFindingRemedy,
  postFindingReturn,
} from '#contract/http/findings.ts'
import { anAuditDesk, grantEngagement } from '#test/support/auditor.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let desk: Awaited<ReturnType<typeof anAuditDesk>>
let engagement: string
let owner: Awaited<ReturnType<typeof aStaffMember>>

beforeAll(async () => {
  service = await startTestService()
  desk = await anAuditDesk(service)
  engagement = (await grantEngagement(service, desk.headOffice, { institutions: ['103205'] } as never)).id
  owner = await aStaffMember(service, 'E20004')
})
afterAll(() => service.stop())

const institution = '103205'

function aFinding(changes: Partial<NewFinding> = {}): NewFinding {
  return NewFinding.parse({
    id: randomUUID(),
    engagement,
    institution,
    topic: 'consent',
    text: '授权书签署日期晚于查询日期',
    entries: [randomUUID()],
    dueOn: '2026-12-10',
    ...changes,
  })
}

const raise = (finding: NewFinding) => desk.auditor.call(postFinding, { body: finding })
const lastEntry = async () => (await service.entries()).at(-1)

test('a finding goes from the auditor to the institution and back until it is closed, each step in the log', async () => {
  const finding = aFinding()
  const { id } = finding
  expect(await raise(finding)).toMatchObject({ status: 200, body: { state: 'open', isOverdue: false } })
  const text = createHash('sha256').update(finding.text).digest('hex')
  expect(await lastEntry()).toMatchObject({
    kind: 'finding.raised',
    object: id,
    facts: { engagement, owner: institution, topic: 'consent', dueOn: '2026-12-10', text },
  })

  expect((await owner.call(getFindings)).body).toMatchObject([{ id, state: 'open' }])
  expect((await owner.call(postFindingRemedy, { params: { id }, body: { text: '已补签' } })).body.state).toBe(
    'remedied',
  )
  expect(await lastEntry()).toMatchObject({ kind: 'finding.remedied', employeeId: owner.employeeId })

  const back = { params: { id }, body: { text: '补签不能替代事前授权', dueOn: '2026-12-20' } }
  expect((await desk.auditor.call(postFindingReturn, back)).body).toMatchObject({ state: 'open', dueOn: '2026-12-20' })
  await owner.call(postFindingRemedy, { params: { id }, body: { text: '已撤销查询并培训' } })
  const closed = await desk.auditor.call(postFindingClosure, { params: { id }, body: { text: '整改到位' } })
  expect(closed.body.state).toBe('closed')
  expect(closed.body.steps.map(({ kind }) => kind)).toEqual(['raised', 'remedied', 'returned', 'remedied', 'closed'])
  expect(JSON.stringify(await service.entries())).not.toContain('整改到位')
})

test('steps out of order are conflicts', async () => {
  const finding = aFinding()
  const { id } = finding
  await raise(finding)
  expect(await desk.auditor.call(postFindingClosure, { params: { id }, body: { text: '…' } })).toMatchObject({
    status: 409,
  })
  await owner.call(postFindingRemedy, { params: { id }, body: { text: '…' } })
  expect(await owner.call(postFindingRemedy, { params: { id }, body: { text: '…' } })).toMatchObject({ status: 409 })
})

test('beyond the engagement, and for a day gone by, nothing is raised', async () => {
  expect(await raise(aFinding({ institution: '100000' }))).toMatchObject({ status: 403 })
  expect(await raise(aFinding({ dueOn: '2026-11-01' }))).toMatchObject({ status: 400 })
  expect(await raise(aFinding({ engagement: randomUUID() } as never))).toMatchObject({ status: 404 })
})

test('an administrator of a lower institution sees nothing of it and cannot remedy it', async () => {
  const stranger = await aStaffMember(service, 'E20001')
  const finding = aFinding()
  await raise(finding)
  expect((await stranger.call(getFindings)).body).toEqual([])
  const remedy = { params: { id: finding.id }, body: { text: '…' } }
  expect(await stranger.call(postFindingRemedy, remedy)).toMatchObject({ status: 404 })
})

test('what is past its day and not remedied is overdue', async () => {
  const finding = aFinding({ dueOn: '2026-11-26' })
  await raise(finding)
  const before = service.now()
  service.travelTo(new Date('2026-11-27T02:00:00Z'))
  // Logged in anew: the session has ended meanwhile.
  const administrator = await aStaffMember(service, owner.employeeId)
  const listed = (await administrator.call(getFindings)).body
  expect(listed.find(({ id }) => id === finding.id)?.isOverdue).toBe(true)
  expect(listed.find(({ state }) => state === 'remedied')?.isOverdue).toBe(false)
  service.travelTo(before)
})
