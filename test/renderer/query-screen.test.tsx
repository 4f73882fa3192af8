// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { type BlockReason, blockingRules } from '#contract/decision.ts'
import type { Query } from '#contract/query.ts'
import zhRule from '#renderer/locales/zh-CN/rule.json'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { aQuery, idNumber, openApp, openScreen } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

type Asked = { id: Query['id'] }

async function fillIn(): Promise<void> {
  await openScreen('3')
  fireEvent.mouseDown(screen.getByRole('combobox', { name: '查询原因' }))
  fireEvent.click(await screen.findByTitle('贷款审批'))
  await screen.findByRole('radio', { name: /2026-03-01 签署/, checked: true })
}

const press = () => fireEvent.keyDown(window, { ctrlKey: true, key: 'Enter', code: 'Enter' })

test('what the system knows is filled in, and two presses are one query with the focus on its report', async () => {
  const app = openApp({ 'app:query:ask': ({ id }: Asked) => succeed(aQuery({ id })) })
  await fillIn()
  press()
  press()
  const open = await screen.findByRole('button', { name: '查看报告' })
  press()
  await waitFor(() => expect(app.inputsOf('app:query:ask').length).toBeGreaterThan(1))

  const asked = app.inputsOf('app:query:ask') as (Asked & { subject: unknown })[]
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  expect(asked[0]?.subject).toEqual({ name: '张建国', idType: '10', idNumber })
  expect(document.activeElement).toBe(open)
})

test('a changed form is another query', async () => {
  const app = openApp({ 'app:query:ask': () => fail('offline') })
  await fillIn()
  press()
  await screen.findByText('连不上总行服务')
  fireEvent.change(screen.getByRole('textbox', { name: '姓名' }), { target: { value: '张建民' } })
  press()
  await waitFor(() => expect(app.inputsOf('app:query:ask')).toHaveLength(2))
  const [first, second] = app.inputsOf('app:query:ask') as Asked[]
  expect(first?.id).not.toBe(second?.id)
})

test('a blocked query lists every reason with its facts, its remedy and whether it can be released', async () => {
  const facts: BlockReason['facts'] = {
    purpose: '02',
    status: 'settled',
    asked: 60,
    perDay: 60,
    signedOn: '2025-11-01',
  }
  const reasons = blockingRules.map((rule, index) => ({
    rule,
    isReleasable: index % 2 === 0,
    isHigherOnly: false,
    facts,
  }))
  const decision: Query['decision'] = {
    outcome: 'blocked',
    reasons,
    warnings: [],
    released: [],
    policyVersion: 1,
    decidedAt: '2026-03-02T02:00:00.000Z',
  }
  openApp({ 'app:query:ask': ({ id }: Asked) => succeed(aQuery({ id, state: 'blocked', decision, report: null })) })
  await fillIn()
  press()

  const alert = await screen.findByRole('alert')
  const items = within(alert).getAllByRole('listitem')
  expect(items).toHaveLength(blockingRules.length)
  blockingRules.forEach((rule, index) => {
    expect(items[index]?.textContent).toContain(zhRule[rule].next)
    expect(items[index]?.textContent).toContain(index % 2 === 0 ? '可由审批人授权放行' : '不可放行')
  })
  expect(alert.textContent).toContain('您没有“贷款审批”的查询权限')
  expect(alert.textContent).toContain('状态为“已结清”')
  expect(alert.textContent).toContain('已查 60 笔，每日 60 笔')
})

test('a wrong ID number is located and nothing is asked', async () => {
  const app = openApp()
  await fillIn()
  const field = screen.getByRole('textbox', { name: '证件号码' })
  fireEvent.change(field, { target: { value: idNumber.slice(0, 17) } })
  press()
  await screen.findByText('身份证号码应为 18 位，现为 17 位')
  expect(app.inputsOf('app:query:ask')).toEqual([])
})
