// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { LibraryEntry } from '#contract/library.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 60_000 })
// Roles of so many elements take their time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

const headOffice = { ...session, user: { ...session.user, role: 'head-office-administrator', purposes: [] } }

const entry = LibraryEntry.parse({
  id: crypto.randomUUID(),
  category: 'warning-case',
  title: '借出令牌的代价',
  source: '编写的案例',
  version: 1,
  publishedAt: '2026-03-01T02:00:00.000Z',
  dueOn: '2026-03-15',
  state: 'in-force',
  isMine: true,
  standing: 'waiting',
  readAt: null,
  readers: null,
  body: '令牌**不能**离身。',
  audience: ['query-officer'],
  replaces: null,
  attachments: [],
})
const { body: _, audience: __, replaces: ___, attachments: ____, ...row } = entry

async function open(answers: object, who: object = session) {
  const app = openApp({
    'app:session:read': () => succeed({ session: who, language: 'zh-CN' }),
    'app:library:list': () => succeed([]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /制度与警示案例/ }))
  await screen.findByRole('heading', { name: '制度与警示案例' })
  return app
}

test('an officer reads an entry and confirms it', async () => {
  const app = await open({
    'app:library:list': () => succeed([row]),
    'app:library:read': () => succeed(entry),
    'app:library:confirm-reading': () => succeed(),
  })
  fireEvent.click(await screen.findByRole('button', { name: entry.title }))
  const reader = await screen.findByRole('dialog', { name: entry.title })
  expect((await within(reader).findByText('不能')).tagName).toBe('STRONG')
  fireEvent.click(within(reader).getByRole('button', { name: '确认已读' }))
  await waitFor(() => expect(app.inputsOf('app:library:confirm-reading')).toEqual([{ params: { id: entry.id } }]))
  expect(screen.queryByRole('button', { name: '新增条目' })).toBeNull()
})

test('head office publishes after a question, and nothing incomplete', async () => {
  const app = await open(
    { 'app:library:publish': () => succeed(entry), 'app:library:read': () => succeed(entry) },
    headOffice,
  )
  await screen.findByText('资料库还是空的；总行发布后在这里显示')
  fireEvent.click(screen.getByRole('button', { name: '新增条目' }))
  const form = await screen.findByRole('dialog', { name: '新增条目' })
  fireEvent.change(within(form).getByRole('textbox', { name: '标题' }), { target: { value: '新制度' } })
  fireEvent.click(within(form).getByRole('button', { name: '发布' }))
  await within(form).findByText('请填写，至少 10 个字')
  fireEvent.change(within(form).getByRole('textbox', { name: '正文' }), {
    target: { value: '先授权，后查询，不得补签。' },
  })
  fireEvent.click(within(form).getByRole('button', { name: '发布' }))
  const yes = await screen.findByRole('button', { name: '确认发布' })
  expect(app.inputsOf('app:library:publish')).toEqual([])
  fireEvent.click(yes)
  await waitFor(() => expect(app.inputsOf('app:library:publish')).toHaveLength(1))
  expect(app.inputsOf('app:library:publish')).toMatchObject([
    { body: { title: '新制度', body: '先授权，后查询，不得补签。', replaces: null, category: 'bank-rule' } },
  ])
})
