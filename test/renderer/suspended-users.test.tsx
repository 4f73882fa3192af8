// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { defaultScorePolicy } from '#contract/policy-sections/score.ts'
import { UserScore } from '#contract/score.ts'
import { SuspendedUser } from '#contract/way-back.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const administrator = { ...session, user: { ...session.user, role: 'institution-administrator', purposes: [] } }

function aSuspended(given: Partial<SuspendedUser> = {}): SuspendedUser {
  return SuspendedUser.parse({
    employeeId: 'E10017',
    name: '周敏',
    institution: { code: '1032050101', name: '示范银行金鸡湖网点' },
    role: 'query-officer',
    status: 'suspended',
    suspensions: [{ cause: 'grade-c', since: '2026-11-25T02:00:00.000Z', by: 'E20002', note: null, incident: null }],
    step: 'wait',
    opensOn: '2027-02-23',
    daysLeft: 1,
    identityCheck: null,
    retest: null,
    ...given,
  })
}

async function open(user: SuspendedUser, answers = {}) {
  const app = openApp({
    'app:session:read': () => succeed({ session: administrator, language: 'zh-CN' }),
    'app:user:list': () => succeed([]),
    'app:way-back:list': () => succeed([user]),
    'app:to-do:read': () => succeed({}),
    ...answers,
  })
  // By text: roles of so large a page take seconds to compute in jsdom.
  fireEvent.click(await screen.findByText('用户管理'))
  fireEvent.click(await screen.findByText('停用中的用户（1）'))
  fireEvent.click(await screen.findByText('E10017'))
  await screen.findByText(/周敏 E10017 ·/)
  return { app, drawer: document.querySelector('.ant-drawer-section') as HTMLElement }
}

test('during the wait there is its first day and nothing to press', async () => {
  const { drawer } = await open(aSuspended())
  expect(drawer.textContent).toContain('最早 2027-02-23 可以复测，还有 1 天')
  expect(within(drawer).queryAllByRole('button', { name: /准入码|签名/ })).toEqual([])
})

test('once the retest is due, a code is given and shown', async () => {
  const { app, drawer } = await open(aSuspended({ step: 'retest', daysLeft: 0 }), {
    'app:admission:issue-code': () => succeed({ code: '3G305AD1FSWR', expiresAt: '2027-02-23T01:30:00.000Z' }),
  })
  fireEvent.click(within(drawer).getByRole('button', { name: '发放准入码' }))
  await within(drawer).findByText('3G30-5AD1-FSWR')
  expect(app.inputsOf('app:admission:issue-code')).toEqual([{ params: { employeeId: 'E10017' } }])
})

test('a review without a decision and a reason is not signed', async () => {
  const retest = {
    paper: '7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f',
    score: 94,
    passMark: 90,
    isPassed: true,
    handedInAt: '2027-02-23T01:30:00.000Z',
  }
  const challenge = { id: crypto.randomUUID(), question: '12345678', expiresAt: '2027-02-23T02:00:00.000Z' }
  const { app, drawer } = await open(aSuspended({ step: 'review', daysLeft: 0, retest }), {
    'app:approval:ask-challenge': () => succeed(challenge),
    'app:way-back:review': () => succeed({}),
  })
  expect(drawer.textContent).toContain('94 / 90')
  fireEvent.click(within(drawer).getByRole('button', { name: '下一步：签名' }))
  await within(drawer).findByText('请填写说明，至少 2 个字')
  fireEvent.click(within(drawer).getByRole('radio', { name: '同意重新申请' }))
  fireEvent.change(within(drawer).getByRole('textbox', { name: '说明' }), { target: { value: '已整改' } })
  fireEvent.click(within(drawer).getByRole('button', { name: '下一步：签名' }))
  fireEvent.change(await screen.findByLabelText('签名码'), { target: { value: '87654321' } })
  fireEvent.click(screen.getByText('签名并办理'))
  await waitFor(() => expect(app.inputsOf('app:way-back:review')).toHaveLength(1))
  expect(app.inputsOf('app:way-back:review')).toEqual([
    {
      params: { employeeId: 'E10017' },
      body: {
        paper: retest.paper,
        decision: 'accepted',
        note: '已整改',
        signature: { challengeId: challenge.id, code: '87654321' },
      },
    },
  ])
})

test('who has seen the person already is told that another one must, and cannot sign again', async () => {
  const { drawer } = await open(
    aSuspended({
      step: 'check-identity-again',
      opensOn: null,
      daysLeft: 0,
      suspensions: [{ cause: 'locked', since: '2026-11-25T02:00:00.000Z', by: null, note: null, incident: null }],
      identityCheck: { cause: 'locked', firstBy: session.user.employeeId },
    }),
  )
  expect(drawer.textContent).toContain('等待另一位管理员核验')
  expect(within(drawer).queryByRole('button', { name: /签名/ })).toBeNull()
})

test('an officer reads his grade, what the next points lead to, and how each was lost', async () => {
  const score = UserScore.parse({
    employeeId: 'E10086',
    year: 2026,
    grade: 'B',
    points: 80,
    nextYearOn: '2027-01-01',
    policy: defaultScorePolicy,
    rows: [
      {
        ...{ id: 2, year: 2026, at: '2026-03-02T02:00:00.000Z', kind: 'deduction', category: 'consent-missing' },
        ...{ points: 10, incident: crypto.randomUUID(), rule: 'item-check', counts: true, by: 'E20002' },
      },
      {
        ...{ id: 1, year: 2026, at: '2026-03-01T02:00:00.000Z', kind: 'deduction', category: 'id-lent' },
        ...{ points: 25, incident: crypto.randomUUID(), rule: null, counts: false, by: 'E20002' },
      },
    ],
  })
  openApp({ 'app:score:read-own': () => succeed(score) })
  fireEvent.click(await screen.findByText('我的积分'))
  await screen.findByText('再扣 6 分降为 C 档，立即停用。')
  expect(screen.getByText('B 档')).toBeDefined()
  const [, newest, older] = await screen.findAllByRole('row')
  expect(newest?.textContent).toMatch(/−10.*逐笔核查发现缺授权资料/)
  expect(older?.textContent).toMatch(/−25.*出借用户或动态密码.*不再计分/)
})
