// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { IncidentDetail } from '#contract/incident.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const administrator = { ...session, user: { ...session.user, role: 'institution-administrator', purposes: [] } }
const id = '7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f'

function aDetail(given: Partial<IncidentDetail> = {}): IncidentDetail {
  return IncidentDetail.parse({
    ...{ id, rule: 'M25', isHighRisk: true, institution: '110105001', institutionName: '示范银行朝阳支行' },
    ...{ employeeId: 'E10017', name: '周敏', workstation: 'WS-1', queryId: null, facts: { what: 'print' } },
    ...{ raisedAt: '2026-03-02T01:30:00.000Z', state: 'raised', outcome: null, category: null },
    ...{ handledBy: '110105001', reviewedBy: '110105', verifier: null, dueAt: '2026-03-03T01:30:00.000Z' },
    ...{ isOverdue: false, isMine: true, holders: [], appealUntil: null, accountabilityCase: null },
    actions: ['assigned', 'noted'],
    steps: [
      { kind: 'raised', by: null, name: null, at: '2026-03-02T01:30:00.000Z', text: '', facts: {}, attachments: [] },
    ],
    ...given,
  })
}

function asRow({
  steps: _,
  holders: __,
  actions: ___,
  appealUntil: ____,
  accountabilityCase: _____,
  ...row
}: IncidentDetail) {
  return row
}

async function open(detail = aDetail(), answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: administrator, language: 'zh-CN' }),
    'app:to-do:read': () => succeed({ incidents: 1 }),
    'app:incident:list': () => succeed([asRow(detail)]),
    'app:incident:read': () => succeed(detail),
    'app:incident:read-figures': () => succeed({ open: 1, overdue: 0, mine: 1, suspectedLeaks: 0, confirmedLeaks: 0 }),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /风险事件/ }, { timeout: 10_000 }))
  await screen.findByRole('heading', { name: '风险事件' }, { timeout: 10_000 })
  return app
}

async function openOne(detail?: IncidentDetail, answers = {}) {
  const app = await open(detail, answers)
  fireEvent.click(await screen.findByRole('button', { name: /试图打印/ }, { timeout: 10_000 }))
  await screen.findByText('办理经过', {}, { timeout: 10_000 })
  return app
}

/** Ids are the same for all windows in tests, so a window inside another one is found by its title. */
async function dialogTitled(title: string): Promise<HTMLElement> {
  const heading = await screen.findByText(title, { selector: '.ant-modal-title' }, { timeout: 10_000 })
  return heading.closest<HTMLElement>('[role=dialog]') ?? heading
}

test('an incident is assigned to somebody who had no part in it, with what to verify', async () => {
  const verifier = { employeeId: 'E20003', name: '何静怡', institution: '110105001', institutionName: '朝阳支行' }
  const app = await openOne(aDetail(), {
    'app:incident:list-verifiers': () => succeed([verifier]),
    'app:incident:take-step': () => succeed(),
  })
  fireEvent.click(screen.getByRole('button', { name: '指派核实' }))
  const dialog = await dialogTitled('指派核实')
  fireEvent.click(within(dialog).getByRole('button', { name: '提交' }))
  await screen.findByText('请选择核实人')
  expect(app.inputsOf('app:incident:take-step')).toEqual([])

  fireEvent.mouseDown(within(dialog).getByRole('combobox'))
  fireEvent.click(await screen.findByText('何静怡 E20003 · 朝阳支行'))
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '请到现场核实' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '提交' }))
  await waitFor(() => expect(screen.queryByText('核实要求')).toBeNull())
  expect(app.inputsOf('app:incident:take-step')).toEqual([
    { params: { id }, body: { kind: 'assigned', verifier: 'E20003', text: '请到现场核实' } },
  ])
})

test('confirming asks for a category and is signed over it', async () => {
  const challenge = { id, question: '12345678', expiresAt: '2026-03-02T03:00:00.000Z' }
  const app = await openOne(aDetail({ state: 'accepted', actions: ['confirmed', 'dismissed'] }), {
    'app:approval:ask-challenge': () => succeed(challenge),
    'app:incident:take-step': () => succeed(),
  })
  fireEvent.click(screen.getByRole('button', { name: '认定属实' }))
  const dialog = await dialogTitled('认定属实')
  fireEvent.mouseDown(within(dialog).getByRole('combobox'))
  fireEvent.click(await screen.findByText('缺少授权'))
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '核实属实' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '去签名' }))
  const signing = await dialogTitled('认定事件属实')
  fireEvent.change(within(signing).getByRole('textbox'), { target: { value: '654321' } })
  fireEvent.click(within(signing).getByRole('button', { name: '签名并办理' }))
  await waitFor(() => expect(app.inputsOf('app:incident:take-step')).toHaveLength(1))
  expect(app.inputsOf('app:incident:take-step')).toEqual([
    {
      params: { id },
      body: {
        ...{ kind: 'confirmed', category: 'consent-missing', text: '核实属实' },
        signature: { challengeId: id, code: '654321' },
      },
    },
  ])
})

test('who has acted at another level is told that somebody else must do it', async () => {
  await openOne(aDetail({ state: 'reported', actions: ['accepted'] }), {
    'app:incident:take-step': () => fail('not-impartial'),
  })
  fireEvent.click(screen.getByRole('button', { name: '通过报告' }))
  const dialog = await dialogTitled('通过报告')
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '同意此报告' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '提交' }))
  await screen.findByText('您与此事件有牵连，或已在另一级办理过')
})

test('a new incident comes in by itself when the service says that something changed', async () => {
  let rows: object[] = []
  const app = await open(aDetail(), { 'app:incident:list': () => succeed(rows) })
  await screen.findByText(/还没有事件/)
  rows = [asRow(aDetail())]
  app.announce('app:to-do:changed', {})
  await screen.findByRole('button', { name: /试图打印/ })
})
