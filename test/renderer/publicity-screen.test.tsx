// @vitest-environment jsdom
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { PublicityActivity } from '#contract/publicity.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 60_000 })
// Roles of so many elements take their time on a busy machine.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

// What it draws on needs a canvas, which jsdom lacks; the figures stand in its table.
vi.mock('#renderer/app/components/draw-chart.ts', () => ({ drawChart: () => ({ resize() {}, dispose() {} }) }))

const administrator = { ...session, user: { ...session.user, role: 'institution-administrator', purposes: [] } }
const { institution } = session.user
const below = { code: '11010500101', name: '示范银行三里屯网点' }

function anActivity(changes: object = {}): PublicityActivity {
  return PublicityActivity.parse({
    id: crypto.randomUUID(),
    institution,
    form: 'visit',
    title: '征信知识进社区',
    plannedOn: '2026-03-02',
    place: '社区广场',
    materials: '',
    state: 'planned',
    heldOn: null,
    peopleReached: null,
    materialsGiven: null,
    summary: null,
    photos: [],
    ...changes,
  })
}

const held = { state: 'held', heldOn: '2026-02-10', peopleReached: 120, materialsGiven: 90, summary: '反响良好' }
const place = { level: 'outlet', region: '110105', openedOn: null, closedOn: null, successor: null, vacancies: [] }
const tree = [
  { ...institution, parent: null, ...place },
  { ...below, parent: institution.code, ...place },
]

/** Drawer and window share one id in tests, so that their names cannot tell them apart. */
async function windowWith(text: string): Promise<HTMLElement> {
  return (await screen.findByText(text)).closest<HTMLElement>('[role=dialog]') ?? document.body
}

async function open(activities: readonly PublicityActivity[], answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: administrator, language: 'zh-CN' }),
    'app:publicity:list': () => succeed(activities),
    'app:institution:list': () => succeed(tree),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /征信宣传/ }))
  await screen.findByRole('heading', { name: '征信宣传' })
  return app
}

test('sums go up the tree, and another year is another year', async () => {
  await open([
    anActivity(held),
    anActivity({ ...held, institution: below, peopleReached: 30 }),
    anActivity({ ...held, heldOn: '2025-02-10', peopleReached: 1000 }),
  ])
  fireEvent.click(await screen.findByRole('tab', { name: '汇总' }))
  const rows = await screen.findAllByRole('row', { name: /示范银行/ })
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ),
  ).toEqual([
    [`${institution.name} ${institution.code}`, '2', '150', '180'],
    [`${below.name} ${below.code}`, '1', '30', '90'],
  ])
  const chart = screen.getByRole('figure', { name: '2026 年各月受众人数' })
  expect(within(chart).getByRole('row', { name: '2月 150', hidden: true })).toBeDefined()
})

test('a report is entered with its figures, and not without them', async () => {
  const activity = anActivity()
  const app = await open([activity], { 'app:publicity:report': () => succeed({ ...activity, ...held }) })
  fireEvent.click(await screen.findByRole('button', { name: '征信知识进社区' }))
  fireEvent.click(await screen.findByRole('button', { name: '登记开展情况' }))
  const form = await windowWith('开展情况登记后不能修改。')
  fireEvent.change(within(form).getByRole('textbox', { name: '开展情况' }), { target: { value: '讲解防范冒名贷款' } })
  fireEvent.click(within(form).getByRole('button', { name: '登记' }))
  await waitFor(() => expect(within(form).getAllByText('请填写数字')).toHaveLength(2))
  expect(app.inputsOf('app:publicity:report')).toEqual([])
  fireEvent.change(within(form).getByRole('spinbutton', { name: '受众人数' }), { target: { value: '120' } })
  fireEvent.change(within(form).getByRole('spinbutton', { name: '发放资料（份）' }), { target: { value: '90' } })
  fireEvent.click(within(form).getByRole('button', { name: '登记' }))
  await waitFor(() => expect(app.inputsOf('app:publicity:report')).toHaveLength(1))
  expect(app.inputsOf('app:publicity:report')).toMatchObject([
    { params: { id: activity.id }, body: { heldOn: '2026-03-02', peopleReached: 120, materialsGiven: 90, photos: [] } },
  ])
})
