// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { FoundEntry } from '#contract/log-search.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const auditor = { ...session, user: { ...session.user, role: 'auditor', purposes: [] } }
const queryId = '7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f'

function anEntry(index: number, changes: object = {}): FoundEntry {
  return FoundEntry.parse({
    index,
    entry: {
      format: 1,
      id: crypto.randomUUID(),
      kind: 'query.decided',
      at: '2026-03-01T01:30:15.000Z',
      employeeId: 'E10017',
      institution: '1032050101',
      workstation: 'JJH-001',
      deviceThumbprint: null,
      address: '10.1.2.3',
      session: null,
      subjectCommitment: null,
      object: queryId,
      facts: { outcome: 'allowed', rules: [] },
      ...changes,
    },
  })
}

async function open(answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: auditor, language: 'zh-CN' }),
    'app:log:search': () => succeed({ entries: [anEntry(41)], next: 41 }),
    'app:log:list-saved-searches': () => succeed([]),
    'app:log:list-anomalies': () => succeed([]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /日志检索/ }))
  await screen.findByRole('heading', { name: '日志检索' })
  return app
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })

test('only what is filled in is asked for, and earlier entries come after the last one', async () => {
  const app = await open()
  type('统一认证号', 'e10017')
  fireEvent.click(screen.getByRole('button', { name: /^检\s*索$/ }))
  expect(await screen.findByText('查询决定')).toBeDefined()
  fireEvent.click(await screen.findByRole('button', { name: '显示更早的记录' }))
  await waitFor(() =>
    expect(app.inputsOf('app:log:search')).toEqual([
      { body: { employeeId: 'E10017' } },
      { body: { employeeId: 'E10017', before: 41 } },
    ]),
  )
})

test('what is not in the right form is said at its field and not asked for', async () => {
  const app = await open()
  type('网络地址', 'somewhere')
  fireEvent.click(screen.getByRole('button', { name: /^检\s*索$/ }))
  expect(await screen.findByText('格式不对，请核对')).toBeDefined()
  expect(app.inputsOf('app:log:search')).toEqual([])
})

test('from an entry the whole life of its query opens, in order', async () => {
  const opened = anEntry(57, {
    kind: 'report.opened',
    object: crypto.randomUUID(),
    facts: { query: queryId, opening: 1 },
  })
  const app = await open({ 'app:log:read-query-timeline': () => succeed([anEntry(41), opened]) })
  fireEvent.click(screen.getByRole('button', { name: /^检\s*索$/ }))
  fireEvent.click(await screen.findByRole('button', { name: '全过程' }))
  const drawer = await screen.findByRole('dialog')
  await within(drawer).findByText('#57', { exact: false })
  expect(drawer.textContent).toMatch(/查询决定.*opening 1/s)
  expect(app.inputsOf('app:log:read-query-timeline')).toEqual([{ params: { id: queryId } }])
})

test('nothing found and a refusal are both said', async () => {
  await open({ 'app:log:search': () => succeed({ entries: [], next: null }) })
  fireEvent.click(screen.getByRole('button', { name: /^检\s*索$/ }))
  expect(await screen.findByText('在您的权限范围内没有符合条件的记录')).toBeDefined()
  cleanup()
  await open({ 'app:log:search': () => fail('forbidden') })
  fireEvent.click(screen.getByRole('button', { name: /^检\s*索$/ }))
  expect(await screen.findByText('您没有办理此项的权限')).toBeDefined()
})
