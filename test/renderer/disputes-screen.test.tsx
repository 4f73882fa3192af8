// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Dispute } from '#contract/dispute.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { idNumber, openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 60_000 })
// Roles of so many elements take their time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

const administrator = { ...session, user: { ...session.user, role: 'institution-administrator', purposes: [] } }

function aDispute(changes: object = {}): Dispute {
  return Dispute.parse({
    id: crypto.randomUUID(),
    kind: 'overdue',
    institution: session.user.institution,
    subject: { name: '沈嘉禾', idNumberEnd: '0210' },
    businessReference: 'LA-2026-000318',
    query: null,
    contested: '客户称三月份没有逾期',
    broughtBy: 'subject',
    takenBy: { employeeId: 'E10017', name: '周敏' },
    receivedOn: '2026-02-28',
    dueOn: '2026-03-20',
    state: 'taken',
    standing: 'in-time',
    daysLeft: 18,
    escalatedTo: null,
    steps: [
      { kind: 'taken', detail: null, by: 'E10017', at: '2026-02-28T02:00:00.000Z', text: '客户称三月份没有逾期' },
    ],
    attachments: [],
    ...changes,
  })
}

async function open(answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: administrator, language: 'zh-CN' }),
    'app:dispute:list': () => succeed([]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /异议处理/ }))
  await screen.findByRole('heading', { name: '异议处理' })
  return app
}

test('an empty register says what to do', async () => {
  await open()
  await screen.findByText('还没有异议；客户提出异议时点“登记异议”')
})

test('a form that is closed by mistake opens with what was typed, and sends it once it is complete', async () => {
  const app = await open({ 'app:dispute:register': () => succeed(aDispute()) })
  fireEvent.click(screen.getByRole('button', { name: '登记异议' }))
  const first = await screen.findByRole('dialog', { name: '登记异议' })
  fireEvent.change(within(first).getByRole('textbox', { name: '异议内容' }), { target: { value: '三月份没有逾期' } })
  fireEvent.click(within(first).getByRole('button', { name: '取消' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  fireEvent.click(screen.getByRole('button', { name: '登记异议' }))
  const again = await screen.findByRole('dialog', { name: '登记异议' })
  expect(within(again).getByRole('textbox', { name: '异议内容' })).toHaveProperty('value', '三月份没有逾期')
  fireEvent.click(within(again).getByRole('button', { name: '登记' }))
  await screen.findByText('姓名应为 2–60 个字')
  expect(app.inputsOf('app:dispute:register')).toEqual([])
  fireEvent.change(within(again).getByRole('textbox', { name: '姓名' }), { target: { value: '沈嘉禾' } })
  fireEvent.change(within(again).getByRole('textbox', { name: '证件号码' }), { target: { value: idNumber } })
  fireEvent.click(within(again).getByRole('button', { name: '登记' }))
  await waitFor(() => expect(app.inputsOf('app:dispute:register')).toHaveLength(1))
  expect(app.inputsOf('app:dispute:register')).toMatchObject([
    { body: { kind: 'overdue', subject: { name: '沈嘉禾', idNumber }, query: null, receivedOn: '2026-03-02' } },
  ])
})

test('an overdue dispute says so, and a step is taken only after it was confirmed', async () => {
  const dispute = aDispute({ standing: 'overdue', daysLeft: -3, state: 'checked' })
  const app = await open({
    'app:dispute:list': () => succeed([dispute]),
    'app:dispute:step': () => fail('conflict'),
  })
  await screen.findByText('逾期 3 天')
  fireEvent.click(screen.getByRole('button', { name: /沈嘉禾/ }))
  const drawer = await screen.findByRole('dialog', { name: '异议：逾期记录' })
  fireEvent.click(within(drawer).getByRole('radio', { name: '邮寄' }))
  fireEvent.change(within(drawer).getByRole('textbox', { name: '答复内容' }), { target: { value: '已更正，特此答复' } })
  fireEvent.click(within(drawer).getByRole('button', { name: '答复客户' }))
  expect(app.inputsOf('app:dispute:step')).toEqual([])
  fireEvent.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: '答复客户' }))
  await waitFor(() =>
    expect(app.inputsOf('app:dispute:step')).toEqual([
      { params: { id: dispute.id }, body: { kind: 'answered', detail: 'post', text: '已更正，特此答复' } },
    ]),
  )
})
