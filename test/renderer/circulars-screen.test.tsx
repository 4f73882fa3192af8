// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { CircularRow, OpenedCircular } from '#contract/circular.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 60_000 })
// Roles of so many elements take their time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

const headOffice = { ...session, user: { ...session.user, role: 'head-office-administrator', purposes: [] } }
const { institution } = session.user

const received = OpenedCircular.parse({
  id: crypto.randomUUID(),
  title: '关于规范查询授权的通报',
  from: '示范银行总行',
  publishedAt: '2026-03-01T02:00:00.000Z',
  dueOn: '2026-03-04',
  state: 'published',
  confirmedAt: null,
  standing: 'waiting',
  body: '# 要求\n- 先授权，后查询',
  attachments: [],
})
const { body: _, attachments: __, ...receivedRow } = received

const draft = CircularRow.parse({
  id: crypto.randomUUID(),
  title: '起草中的通报',
  institution,
  month: null,
  state: 'draft',
  draftedAt: '2026-03-01T02:00:00.000Z',
  publishedAt: null,
  dueOn: null,
  receipts: { recipients: 0, confirmed: 0, late: 0 },
  isOurs: true,
})
const whole = {
  ...draft,
  body: '请认真落实。',
  targets: [],
  audience: [],
  supersedes: null,
  withdrawal: null,
  attachments: [],
}
const tree = [
  {
    ...institution,
    parent: null,
    level: 'head-office',
    region: '110105',
    openedOn: null,
    closedOn: null,
    successor: null,
    vacancies: [],
  },
]

async function open(answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: headOffice, language: 'zh-CN' }),
    'app:circular:list-received': () => succeed([]),
    'app:circular:list': () => succeed([]),
    'app:circular:list-security-months': () => succeed([]),
    'app:institution:list': () => succeed(tree),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /^通报/ }))
  await screen.findByRole('heading', { name: '通报' })
  return app
}

test('a reader opens a circular, reads it formatted, and confirms it', async () => {
  const app = await open({
    'app:circular:list-received': () => succeed([receivedRow]),
    'app:circular:open-received': () => succeed(received),
    'app:circular:confirm-receipt': () => succeed(),
  })
  fireEvent.click(await screen.findByRole('button', { name: received.title }))
  const reader = await screen.findByRole('dialog', { name: received.title })
  expect(within(reader).getByRole('heading', { name: '要求' })).toBeDefined()
  expect(within(reader).getByRole('listitem').textContent).toBe('先授权，后查询')
  fireEvent.click(within(reader).getByRole('button', { name: '确认已读' }))
  await waitFor(() => expect(app.inputsOf('app:circular:confirm-receipt')).toEqual([{ params: { id: received.id } }]))
})

test('what is typed is kept as a draft by itself, and published only after a question', async () => {
  const app = await open({
    'app:circular:list': () => succeed([draft]),
    'app:circular:read': () => succeed(whole),
    'app:circular:keep-draft': () => succeed(),
    'app:circular:publish': () => fail('invalid-input'),
  })
  fireEvent.click(screen.getByRole('tab', { name: '发布与回执' }))
  fireEvent.click(await screen.findByRole('button', { name: '起草中的通报' }))
  const editor = await screen.findByRole('dialog', { name: '起草通报' })
  const text = await within(editor).findByRole('textbox', { name: /正文/ })
  expect(text).toHaveProperty('value', '请认真落实。')
  expect(app.inputsOf('app:circular:keep-draft')).toEqual([])
  fireEvent.change(text, { target: { value: '请认真落实各项要求。' } })
  await screen.findByText('草稿已保存', undefined, { timeout: 5000 })
  expect(app.inputsOf('app:circular:keep-draft')).toMatchObject([
    { body: { id: draft.id, title: '起草中的通报', body: '请认真落实各项要求。' } },
  ])

  fireEvent.click(within(editor).getByRole('button', { name: '发布' }))
  expect(app.inputsOf('app:circular:publish')).toEqual([])
  fireEvent.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: '发布' }))
  await waitFor(() => expect(app.inputsOf('app:circular:publish')).toHaveLength(1))
  await screen.findByRole('alert')
  expect(screen.getByRole('dialog', { name: '起草通报' })).toBeDefined()
})

test('a draft that cannot be kept says so and stays', async () => {
  await open({
    'app:circular:read': () => fail('not-found'),
    'app:circular:keep-draft': () => fail('offline'),
  })
  fireEvent.click(screen.getByRole('tab', { name: '发布与回执' }))
  await screen.findByText('还没有通报；点“起草通报”开始')
  fireEvent.click(screen.getByRole('button', { name: '起草通报' }))
  const editor = await screen.findByRole('dialog', { name: '起草通报' })
  fireEvent.change(await within(editor).findByRole('textbox', { name: '标题' }), { target: { value: '新通报' } })
  await screen.findByText('草稿未能保存，请不要关闭', undefined, { timeout: 5000 })
  expect(within(editor).getByRole('textbox', { name: '标题' })).toHaveProperty('value', '新通报')
})
