// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { DryRun, RuleOverview } from '#contract/monitoring.ts'
import { defaultPolicyBody, PolicyBody } from '#contract/policy.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const quota = {
  rule: 'M06',
  offReason: null,
  canBeOff: true,
  severity: 'normal',
  raising: 'daily',
  limits: [{ name: 'monitoring.quotaPerMonth', value: 5000, perLevel: [{ level: 'outlet', value: 800 }] }],
  incidents: 2,
}
const consent = { ...quota, rule: 'M12', canBeOff: false, raising: 'pattern', limits: [], incidents: 0 }
const overview = RuleOverview.parse({ policyVersion: 3, rules: [quota, consent] })
const seen = { day: '2026-03-01', institution: '110105001', employeeId: null, query: null, isRaised: true }
const result = DryRun.parse({
  kind: 'judged',
  noticed: 1,
  raised: 1,
  perDay: [{ day: '2026-03-01', noticed: 1, raised: 1 }],
  list: [{ ...seen, what: 'quota-passed', facts: { month: '2026-03', asked: 900, quota: 800 } }],
})
const policy = {
  current: { version: 3, effectiveFrom: '2026-01-01T00:00:00.000Z', body: defaultPolicyBody },
  upcoming: [],
  proposals: [],
}

async function open(role: string) {
  const user = { ...session.user, role, purposes: [] }
  const app = openApp({
    'app:session:read': () => succeed({ session: { ...session, user }, language: 'zh-CN' }),
    'app:monitoring:read-rules': () => succeed(overview),
    'app:monitoring:try-rule': () => succeed(result),
    'app:policy:read': () => succeed(policy),
    'app:policy:propose': () => succeed(policy),
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /监测规则/ }))
  await screen.findByRole('heading', { name: '监测规则' })
  return app
}

test('head office tries a rule with another number and reads what it would have raised', async () => {
  const app = await open('head-office-administrator')
  fireEvent.click(await screen.findByRole('button', { name: '机构查询额度' }))
  const window = await screen.findByRole('dialog')
  expect(window.textContent).toContain('网点 800')
  fireEvent.change(within(window).getByDisplayValue('5000'), { target: { value: '800' } })
  fireEvent.click(within(window).getByRole('button', { name: '试运行' }))
  await within(window).findByText('2026-03 已查 900 笔，超过额度 800 笔')
  expect(app.inputsOf('app:monitoring:try-rule')).toEqual([
    { params: { rule: 'M06' }, body: { days: 30, limits: [{ name: 'monitoring.quotaPerMonth', value: 800 }] } },
  ])
})

test('a rule is switched off by a proposal that says why, and nothing else of the policy changes', async () => {
  const app = await open('head-office-administrator')
  fireEvent.click(await screen.findByRole('button', { name: '机构查询额度' }))
  const window = await screen.findByRole('dialog')
  fireEvent.click(within(window).getByRole('tab', { name: '提出调整' }))
  fireEvent.click(await within(window).findByRole('switch'))
  const propose = within(window).getByRole('button', { name: '提交提案' }) as HTMLButtonElement
  const type = (label: RegExp, text: string) =>
    fireEvent.change(within(window).getByLabelText(label), { target: { value: text } })
  type(/调整理由/, '年末额度另行通知')
  expect(propose.disabled).toBe(true)
  type(/停用理由/, '年末额度另行通知')
  await waitFor(() => expect(propose.disabled).toBe(false))
  fireEvent.click(propose)
  await within(window).findByText(/已提交提案/)
  const [{ body }] = app.inputsOf('app:policy:propose') as [{ body: { body: PolicyBody } }]
  const { monitoring, ...rest } = PolicyBody.parse(body.body)
  expect(monitoring.off).toEqual([{ rule: 'M06', reason: '年末额度另行通知' }])
  const { monitoring: _, incident: __, ...before } = defaultPolicyBody
  expect(rest).toMatchObject(before)
})

test('an institution administrator reads the rules and can neither try nor change them', async () => {
  await open('institution-administrator')
  fireEvent.click(await screen.findByRole('button', { name: '没有授权' }))
  const window = await screen.findByRole('dialog')
  expect(window.textContent).toContain('没有授权资料而发起查询')
  expect(within(window).queryByRole('button', { name: '试运行' })).toBeNull()
  expect(within(window).queryByRole('tab')).toBeNull()
})
