// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CheckItem } from '#contract/item-check.ts'
import { Session } from '#contract/session.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { session as officerSession, openApp, reference } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
const session = Session.parse({
  ...officerSession,
  user: { ...officerSession.user, role: 'head-office-administrator', purposes: [] },
})

beforeEach(() => {
  // Nothing is drawn in jsdom.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.stubGlobal('createImageBitmap', async () => ({ width: 10, height: 14, close: () => undefined }))
})
afterEach(cleanup)

function anItem(name: string): CheckItem {
  const at = '2026-03-02T02:00:00.000Z'
  return CheckItem.parse({
    id: crypto.randomUUID(),
    level: 1,
    queryId: crypto.randomUUID(),
    institution: { code: '110105001', name: '示范银行朝阳支行' },
    officer: { employeeId: 'E10086', name: '李文静' },
    subject: { name, idType: 'X', idNumber: 'AB123456' },
    purpose: '02',
    askedAt: at,
    warnings: [],
    business: { reference, product: '个人住房贷款', kind: 'application', status: 'open' },
    consent: {
      id: crypto.randomUUID(),
      signedOn: '2026-03-01',
      purposes: ['02'],
      registeredAt: at,
      firstUsedAt: at,
      firstUseUntil: '2026-05-30',
      isPostLoan: false,
      scans: [{ mediaType: 'application/pdf', pages: 2, isCompletion: false }],
    },
    steps: [],
    dueOn: '2026-03-05',
    isOverdue: false,
  })
}

async function openDesk(items: CheckItem[], answers = {}) {
  let handedOut = false
  const app = openApp({
    'app:session:read': () => succeed({ session, language: 'zh-CN' }),
    'app:to-do:read': () => succeed({ 'item-checks': items.length }),
    'app:item-check:take-next': () => {
      const given = handedOut ? [] : items
      handedOut = true
      return succeed(given)
    },
    'app:item-check:read-page': () => succeed(new Uint8Array([1, 2, 3])),
    'app:item-check:decide': () => succeed(),
    'app:item-check:list': () => succeed([]),
    ...answers,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /^逐笔核查/ }))
  await screen.findByText(items[0]?.subject?.name ?? '没有待核查的授权资料。新的查询发生后会自动出现在这里。')
  return app
}

const press = (key: string) => fireEvent.keyDown(window, { key, code: key })

test('A accepts and shows the next one; the decision is written with the next decision', async () => {
  const [first, second] = [anItem('张建国'), anItem('王小明')]
  const app = await openDesk([first, second])
  press('a')
  await screen.findByText('王小明')
  expect(app.inputsOf('app:item-check:decide')).toEqual([])
  press('a')
  await waitFor(() =>
    expect(app.inputsOf('app:item-check:decide')).toEqual([
      { params: { id: first.id }, body: { verdict: 'accepted' } },
    ]),
  )
})

test('U takes the last decision back, and nothing of it is ever written', async () => {
  const first = anItem('张建国')
  const app = await openDesk([first])
  press('a')
  await screen.findByText('没有待核查的授权资料。新的查询发生后会自动出现在这里。')
  press('u')
  await screen.findByText('张建国')
  press('u')
  expect(app.inputsOf('app:item-check:decide')).toEqual([])
})

test('what is held is named when more is asked for, so that a decision on its way is not handed out again', async () => {
  const items = [anItem('张建国'), anItem('王小明'), anItem('李四光')]
  const app = await openDesk(items)
  press('a')
  press('a')
  const [first, second, third] = items.map(({ id }) => id)
  await waitFor(() => expect(app.inputsOf('app:item-check:take-next')).toHaveLength(3))
  expect(app.inputsOf('app:item-check:take-next').at(-1)).toEqual({
    body: { held: [third, second, first], count: 4 },
  })
})

test('a digit chooses why it goes back, Enter sends it, and keys of the desk rest meanwhile', async () => {
  const [first, second] = [anItem('张建国'), anItem('王小明')]
  const app = await openDesk([first, second])
  press('r')
  const choice = await screen.findByRole('radio', { name: /缺签名或盖章/ })
  press('a')
  expect(screen.queryByText('王小明')).toBeNull()
  fireEvent.keyDown(choice, { key: '3' })
  press('Enter')
  await screen.findByText('王小明')
  press('a')
  await waitFor(() =>
    expect(app.inputsOf('app:item-check:decide')).toEqual([
      { params: { id: first.id }, body: { verdict: 'returned', reason: 'signature-missing', note: null } },
    ]),
  )
})

test('“other” is not sent without a word about what it is', async () => {
  await openDesk([anItem('张建国'), anItem('王小明')])
  press('s')
  const other = await screen.findByRole('radio', { name: /其他/ })
  fireEvent.keyDown(other, { key: '7' })
  press('Enter')
  await screen.findByText('选择“其他”时请说明')
  expect(screen.queryByText('王小明')).toBeNull()
})

test('a refused decision says so', async () => {
  await openDesk([anItem('张建国'), anItem('王小明')], { 'app:item-check:decide': () => fail('conflict') })
  press('a')
  press('a')
  await screen.findByRole('alert')
})

test('leaving the screen writes what was decided and gives the rest back', async () => {
  const [first, second] = [anItem('张建国'), anItem('王小明')]
  const app = await openDesk([first, second])
  press('a')
  await waitFor(() => expect(app.inputsOf('app:item-check:take-next')).toHaveLength(2))
  fireEvent.click(screen.getByRole('menuitem', { name: /^我的账户/ }))
  await waitFor(() => expect(app.inputsOf('app:item-check:decide')).toHaveLength(1))
  expect(app.inputsOf('app:item-check:take-next').at(-1)).toEqual({ body: { held: [], count: 0 } })
})
