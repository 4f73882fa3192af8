// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ComplianceReport, Dashboard } from '#contract/compliance.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
// There is no canvas in jsdom; what a chart shows stands beside it as a table.
vi.mock('#renderer/app/components/draw-chart.ts', () => ({ drawChart: () => ({ resize: vi.fn(), dispose: vi.fn() }) }))
afterEach(cleanup)

const headOffice = { ...session, user: { ...session.user, role: 'head-office-administrator', purposes: [] } }
const child = { code: '103200', name: '示范银行江苏省分行', figures: { queries: { allowed: 40, blocked: 2 } } }

const dashboard = Dashboard.parse({
  institution: '100000',
  institutionName: '示范银行总行',
  month: '2026-03',
  figures: { incidents: { open: 3 }, present: { 'releases-waiting': 2 }, blocks: { 'consent-missing': 2 } },
  previous: { blocks: { 'consent-missing': 5 } },
  days: [
    { day: '2026-03-01', allowed: 20, blocked: 1 },
    { day: '2026-03-02', allowed: 20, blocked: 1 },
  ],
  children: [child],
  missingYears: [2027],
  leaks: { suspected: 1, confirmed: 0 },
  asOf: '2026-03-02T02:00:00.000Z',
})

function aReport(institution: string, given: Partial<ComplianceReport> = {}): ComplianceReport {
  return ComplianceReport.parse({
    content: {
      format: 1,
      institution,
      institutionName: '示范银行江苏省分行',
      period: '2026-02',
      from: '2026-02-01',
      until: '2026-03-01',
      figures: { queries: { allowed: 40 } },
      previous: { queries: { allowed: 50 } },
      children: [],
    },
    sha256: 'a'.repeat(64),
    state: 'signed',
    isOver: true,
    signedBy: 'E20001',
    signedAt: '2026-03-01T02:00:00.000Z',
    reviewedBy: null,
    reviewedAt: null,
    note: null,
    trend: [{ period: '2026-02', allowed: 40, blocked: 2 }],
    maySign: false,
    mayReview: true,
    ...given,
  })
}

function open(answers = {}) {
  return openApp({
    'app:session:read': () => succeed({ session: headOffice, language: 'zh-CN' }),
    'app:compliance:read-dashboard': () => succeed(dashboard),
    'app:compliance:read-report': ({ params }: { params: { institution: string } }) =>
      succeed(aReport(params.institution)),
    'app:institution:list': () => succeed([]),
    'app:to-do:read': () => succeed({ applications: 4 }),
    ...answers,
  })
}

test('an administrator begins with what waits for him and how things stand', async () => {
  open()
  await screen.findByRole('heading', { name: '总览' })
  await screen.findByText('示范银行总行及下级，截至 2026-03-02 10:00')
  const tile = (name: string) => screen.getByRole('button', { name: new RegExp(`^\\d+${name}$`) }).textContent
  expect([tile('今日查询'), tile('近 30 天查询'), tile('未结风险事件'), tile('待放行'), tile('本年疑似泄露')]).toEqual([
    '21今日查询',
    '42近 30 天查询',
    '3未结风险事件',
    '2待放行',
    '1本年疑似泄露',
  ])
  screen.getByText(/2027 年的工作日历尚未发布/)
  expect(await screen.findByRole('button', { name: /准入审批 4/ })).toBeDefined()
  const chart = screen.getByRole('table', { name: '近三十天查询' })
  expect(
    within(chart)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(['查询通过查询阻断', '03-01201', '03-02201'])
})

test('an institution leads to its report, which whoever stands above accepts or returns', async () => {
  const app = open()
  fireEvent.click(await screen.findByRole('button', { name: '示范银行江苏省分行' }))
  await screen.findByText('已签署，待上级复核')
  expect(app.inputsOf('app:compliance:read-report')).toEqual([{ params: { institution: '103200', period: '2026-02' } }])
  expect(screen.queryByRole('button', { name: '签署' })).toBeNull()
  screen.getByRole('button', { name: '复核通过' })
  const figures = screen.getByText('通过').closest('tr')
  expect(figures?.textContent).toContain('40')
  expect(figures?.textContent).toContain('-10')
})

test('however often something changes, the figures are asked for anew once at a time', async () => {
  const app = open()
  await screen.findByText('示范银行总行及下级，截至 2026-03-02 10:00')
  const asked = () => app.inputsOf('app:compliance:read-dashboard').length
  const before = asked()
  act(() => {
    for (let count = 0; count < 50; count += 1) app.announce('app:to-do:changed', {})
  })
  await waitFor(() => expect(asked()).toBe(before + 1))
  act(() => app.announce('app:to-do:changed', {}))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(asked()).toBe(before + 1)
})
