import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAttachment } from '#contract/http/attachment.ts'
import {
  getMeetingStandings,
  getMeetings,
  postDecisionCompletion,
  postMeeting,
  postMeetingCancellation,
  postMeetingMinutes,
} from '#contract/http/meeting.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import { MeetingMinutes, MeetingPlan } from '#contract/meeting.ts'
import { anAttachment } from '#test/support/attachments.ts'
import { assignDuty } from '#test/support/duties.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'

type Person = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let headOffice: Person
let subBranch: Person
let outlet: Person

beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
  subBranch = await aStaffMember(service, 'E20002')
  outlet = await aStaffMember(service, 'E20001')
  const group = { institution: '10320501', startsOn: '2026-01-01' } as const
  await assignDuty(subBranch, { ...group, class: 'leading-group-head', employeeId: 'E20002' })
  await assignDuty(subBranch, { ...group, class: 'leading-group-member', employeeId: 'E20003' })
  await assignDuty(subBranch, {
    ...group,
    class: 'leading-group-member',
    employeeId: 'E30001',
    startsOn: '2026-11-20',
  })
})
afterAll(() => service.stop())

function aPlan(changes: Partial<MeetingPlan> = {}): MeetingPlan {
  const plan = {
    institution: '10320501',
    plannedOn: '2026-11-24',
    place: '三楼会议室',
    agenda: '1. 通报本季度查询情况',
  }
  return MeetingPlan.parse({ id: randomUUID(), ...plan, ...changes })
}

function someMinutes(changes: Partial<MeetingMinutes> = {}): MeetingMinutes {
  return MeetingMinutes.parse({
    heldOn: '2026-11-24',
    minutes: '听取情况汇报，研究整改措施。',
    present: ['E20002', 'E20003'],
    decisions: [{ id: randomUUID(), text: '全员重学授权规定', owner: 'E20001', dueOn: '2026-12-01' }],
    attachments: [],
    ...changes,
  })
}

const hold = (id: string, body: MeetingMinutes, by = subBranch) => by.call(postMeetingMinutes, { params: { id }, body })
const standingSeenBy = async (person: Person, code: string) =>
  (await person.call(getMeetingStandings)).body.find((one) => one.code === code)

test('from plan to decision: members by their duties on the day, minutes once, the decision followed up', async () => {
  expect(await standingSeenBy(headOffice, '10320501')).toMatchObject({ standing: 'due', missed: 0 })
  await service.database`update app_user set opened_at = '2026-01-01T02:00:00Z'`
  expect(await standingSeenBy(headOffice, '10320501')).toMatchObject({ standing: 'missed', lastHeldOn: null })
  const plan = aPlan()
  expect((await subBranch.call(postMeeting, { body: plan })).body.members.map(({ name }) => name)).toHaveLength(3)
  await subBranch.call(postMeeting, { body: { ...plan, place: '二楼会议室' } })

  const { bytes, ...attachment } = await anAttachment(subBranch, '签到表.pdf')
  const minutes = someMinutes({ attachments: [attachment] })
  const held = await hold(plan.id, minutes)
  expect(held.body).toMatchObject({ state: 'held', place: '二楼会议室', decisions: [{ standing: 'open' }] })
  expect(held.body.members.map(({ employeeId, wasPresent }) => [employeeId, wasPresent])).toEqual([
    ['E20002', true],
    ['E20003', true],
    ['E30001', false],
  ])
  expect((await hold(plan.id, minutes)).status).toBe(409)
  expect((await subBranch.call(postMeeting, { body: plan })).status).toBe(409)
  expect(await standingSeenBy(headOffice, '10320501')).toMatchObject({ standing: 'met', lastHeldOn: '2026-11-24' })
  expect((await headOffice.call(getAttachment, { params: { id: attachment.uploadId } })).bytes.equals(bytes)).toBe(true)
  expect((await outlet.call(getAttachment, { params: { id: attachment.uploadId } })).status).toBe(404)

  const id = minutes.decisions[0]?.id ?? ''
  service.travelTo(new Date('2026-12-02T09:00:00+08:00'))
  const auditor = await aStaffMember(service, 'E50001')
  const seen = (await auditor.call(getMeetings)).body[0]?.decisions[0]
  expect(seen?.standing).toBe('overdue')
  const later = await aStaffMember(service, 'E20003')
  expect((await later.call(getToDoCounts)).body.meetings).toBe(1)
  const done = { params: { id }, body: { note: '全员已学习并签字' } }
  expect((await later.call(postDecisionCompletion, done)).body.decisions[0]?.standing).toBe('done-late')
  expect((await later.call(postDecisionCompletion, done)).status).toBe(409)
  service.travelTo(aWorkingMorning)

  const entries = await service.entries()
  const kinds = entries.filter(({ kind }) => kind.startsWith('meeting.')).map(({ kind }) => kind)
  expect(kinds).toEqual(['meeting.planned', 'meeting.planned', 'meeting.held', 'meeting.decision-done'])
  for (const said of ['听取情况', '全员']) expect(JSON.stringify(entries)).not.toContain(said)
})

test.each([
  { why: 'somebody who is no member', changes: { present: ['E20001'] }, field: 'present' },
  { why: 'a member of later', changes: { heldOn: '2026-11-19', present: ['E30001'] }, field: 'present' },
  { why: 'a day to come', changes: { heldOn: '2026-11-26' }, field: 'heldOn' },
  {
    why: 'an owner who works elsewhere',
    changes: { decisions: [{ id: randomUUID(), text: '请上海分行协助', owner: 'E10031', dueOn: '2026-12-01' }] },
    field: 'decisions',
  },
])('minutes with $why are refused', async ({ changes, field }) => {
  const plan = aPlan()
  await subBranch.call(postMeeting, { body: plan })
  expect((await hold(plan.id, someMinutes(changes as never))).body).toMatchObject({
    code: 'invalid-input',
    fields: [field],
  })
})

test('a cancelled meeting is none, and nobody plans or writes for an institution above or beside him', async () => {
  const plan = aPlan()
  await subBranch.call(postMeeting, { body: plan })
  expect((await outlet.call(postMeetingCancellation, { params: { id: plan.id } })).status).toBe(404)
  const cancelled = await subBranch.call(postMeetingCancellation, { params: { id: plan.id } })
  expect(cancelled.body.state).toBe('cancelled')
  expect((await hold(plan.id, someMinutes())).status).toBe(409)
  expect((await outlet.call(postMeeting, { body: aPlan() })).status).toBe(404)
  expect((await outlet.call(getMeetings)).body).toEqual([])
})
