// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Meeting, MeetingStanding } from '#contract/meeting.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 60_000 })
// Roles of so many elements take their time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

const administrator = { ...session, user: { ...session.user, role: 'institution-administrator', purposes: [] } }
const { institution } = session.user

const meeting = Meeting.parse({
  id: crypto.randomUUID(),
  institution,
  plannedOn: '2026-03-01',
  place: '三楼会议室',
  agenda: '1. 通报查询情况',
  state: 'planned',
  heldOn: null,
  minutes: null,
  members: [
    { employeeId: 'E20001', name: '王海燕', isHead: true, wasPresent: null },
    { employeeId: 'E20002', name: '许志强', isHead: false, wasPresent: null },
  ],
  decisions: [],
  attachments: [],
})
const decision = {
  id: crypto.randomUUID(),
  text: '重学授权规定',
  owner: 'E20001',
  ownerName: '王海燕',
  dueOn: '2026-03-01',
  completion: null,
  standing: 'overdue',
}
const standing = MeetingStanding.parse({
  ...institution,
  parent: null,
  lastHeldOn: null,
  dueOn: '2026-03-31',
  standing: 'missed',
  missed: 2,
  overdueDecisions: 1,
})

/** Drawer and window share one id in tests, so that their names cannot tell them apart. */
async function windowWith(text: string): Promise<HTMLElement> {
  return (await screen.findByText(text)).closest<HTMLElement>('[role=dialog]') ?? document.body
}

async function open(answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: administrator, language: 'zh-CN' }),
    'app:meeting:list': () => succeed([meeting]),
    'app:meeting:list-standings': () => succeed([standing]),
    'app:institution:list': () => succeed([]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /领导小组会议/ }))
  await screen.findByRole('heading', { name: '领导小组会议' })
  return app
}

test('minutes are written with who was there and a decision that has an owner and a day', async () => {
  const app = await open({ 'app:meeting:write-minutes': () => succeed(meeting) })
  fireEvent.click(await screen.findByRole('button', { name: '1. 通报查询情况' }))
  fireEvent.click(await screen.findByRole('button', { name: '登记纪要' }))
  const form = await windowWith('纪要、到会人员和决议登记后不能修改。')
  fireEvent.click(within(form).getByRole('checkbox', { name: '许志强' }))
  fireEvent.change(within(form).getByRole('textbox', { name: '会议纪要' }), { target: { value: '研究整改措施' } })
  fireEvent.click(within(form).getByRole('button', { name: '添加决议' }))
  fireEvent.click(within(form).getByRole('button', { name: '登记' }))
  await within(form).findByText('决议内容至少 4 个字')
  expect(app.inputsOf('app:meeting:write-minutes')).toEqual([])
  fireEvent.click(within(form).getByRole('button', { name: '移除第 1 项决议' }))
  fireEvent.click(within(form).getByRole('button', { name: '登记' }))
  await waitFor(() => expect(app.inputsOf('app:meeting:write-minutes')).toHaveLength(1))
  expect(app.inputsOf('app:meeting:write-minutes')).toMatchObject([
    { params: { id: meeting.id }, body: { heldOn: '2026-03-01', present: ['E20001'], decisions: [] } },
  ])
})

test('a missed meeting and an overdue decision show, and the decision is done with a note only', async () => {
  const app = await open({
    'app:meeting:list': () =>
      succeed([{ ...meeting, state: 'held', heldOn: '2026-02-01', minutes: '略', decisions: [decision] }]),
    'app:meeting:complete-decision': () => succeed(meeting),
  })
  fireEvent.click(await screen.findByRole('tab', { name: '各机构开会情况（1 个缺会）' }))
  await screen.findByText('缺会')
  fireEvent.click(screen.getByRole('tab', { name: '决议落实（1 项未完成）' }))
  await screen.findByText('已逾期')
  fireEvent.click(screen.getByRole('button', { name: '登记完成：重学授权规定' }))
  const ask = await screen.findByRole('tooltip')
  const yes = within(ask).getByRole('button', { name: '登记完成' })
  expect(yes).toHaveProperty('disabled', true)
  fireEvent.change(within(ask).getByRole('textbox'), { target: { value: '已完成' } })
  fireEvent.click(yes)
  await waitFor(() =>
    expect(app.inputsOf('app:meeting:complete-decision')).toEqual([
      { params: { id: decision.id }, body: { note: '已完成' } },
    ]),
  )
})
