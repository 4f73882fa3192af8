// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ReconciliationDay, ReconciliationDifference } from '#contract/reconciliation.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const headOffice = { ...session, user: { ...session.user, role: 'head-office-administrator', purposes: [] } }

const day = ReconciliationDay.parse({
  day: '2026-03-01',
  state: 'compared',
  comparedAt: '2026-03-01T22:30:00.000Z',
  charges: 42,
  queries: 41,
  differences: 1,
  unresolved: 1,
})
const difference = ReconciliationDifference.parse({
  id: '7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f',
  day: '2026-03-01',
  kind: 'only-at-bureau',
  queryId: null,
  reportNumber: '2026030109301500000042',
  institution: '1032050101',
  purpose: '02',
  happenedAt: '2026-03-01T01:30:15.000Z',
  resolution: null,
})

async function open(answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: headOffice, language: 'zh-CN' }),
    'app:reconciliation:list-days': () => succeed([day]),
    'app:reconciliation:list-differences': () => succeed([difference]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /征信对账/ }))
  await screen.findByRole('heading', { name: '征信系统对账' })
  return app
}

test('a difference is resolved with a reason, and with none it is not', async () => {
  const app = await open({ 'app:reconciliation:resolve': () => succeed(difference) })
  expect(await screen.findByText('1 处待处理')).toBeDefined()
  fireEvent.click(await screen.findByRole('button', { name: '处理，报告 2026030109301500000042' }))
  const dialog = await screen.findByRole('dialog', { name: '处理不符' })
  expect(dialog.textContent).toContain('可能有人绕过本系统查询')
  fireEvent.click(within(dialog).getByRole('button', { name: '处理' }))
  await screen.findByText('请写明原因，至少 4 个字')
  expect(app.inputsOf('app:reconciliation:resolve')).toEqual([])

  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '旧系统当日的查询' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '处理' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(app.inputsOf('app:reconciliation:resolve')).toEqual([
    { params: { id: difference.id }, body: { reason: '旧系统当日的查询' } },
  ])
})

test('a day is compared again, and a list that cannot be had is said to be so', async () => {
  const app = await open({ 'app:reconciliation:compare-day': () => fail('bureau-unavailable') })
  fireEvent.click(await screen.findByRole('button', { name: '重新比对 2026-03-01' }))
  await screen.findByText('征信系统暂时无法查询')
  expect(app.inputsOf('app:reconciliation:compare-day')).toEqual([{ params: { day: '2026-03-01' } }])
})

test('before the first comparison and without differences both tables say why they are empty', async () => {
  await open({
    'app:reconciliation:list-days': () => succeed([]),
    'app:reconciliation:list-differences': () => succeed([]),
  })
  await screen.findByText('没有不符')
  await screen.findByText(/还没有比对过/)
})
