// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { SelfTestItem } from '#contract/self-test.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const it = { ...session, user: { ...session.user, role: 'it', purposes: [] } }
const clock: SelfTestItem = {
  name: 'clock',
  state: 'warn',
  finding: 'clock-off',
  values: { seconds: '+75' },
  codes: [],
}
const factors: SelfTestItem = {
  name: 'factors',
  state: 'ok',
  finding: 'factors-enough',
  values: { readable: '5', all: '7' },
  codes: ['disk', 'cpu'],
}

async function open(run: () => ReturnType<typeof succeed>) {
  const app = openApp({
    'app:session:read': () => succeed({ session: it, language: 'zh-CN' }),
    'app:workstation:list': () => fail('offline'),
    'app:institution:list': () => fail('offline'),
    'app:self-test:run': run,
  })
  fireEvent.click(await screen.findByRole('menuitem', { name: /本机自检/ }))
  await screen.findByRole('heading', { name: '本机自检' })
  return app
}

test('each item says what was found, and what to do next when it is not in order', async () => {
  await open(() => succeed({ items: [clock, factors] }))
  expect((await screen.findByText('与服务相差 +75 秒。')).closest('li')?.textContent).toBe(
    '时钟留意与服务相差 +75 秒。让本机与行内时间服务器同步。记录以服务的时间为准。',
  )
  expect(screen.getByText(/^7 项中读到/).closest('li')?.textContent).toBe(
    '硬件特征正常7 项中读到 5 项。未读到：系统硬盘、处理器。',
  )
  expect(screen.getByRole('status').textContent).toBe('0 项须处理，1 项请留意。')
})

test('the ticket holds the findings in lines to be read out', async () => {
  await open(() => succeed({ items: [clock, factors] }))
  expect((await screen.findByText(/clock-off/)).textContent).toBe(
    'WARN clock-off seconds=+75\nOK   factors-enough readable=5 all=7 disk cpu',
  )
})

test('the test is run again on demand, and shows the new result', async () => {
  const results = [clock, { ...clock, state: 'ok', finding: 'clock-right', values: { seconds: '-1' } }]
  const app = await open(() => succeed({ items: [results.shift()] }))
  await screen.findByText('与服务相差 +75 秒。')
  fireEvent.click(screen.getByRole('button', { name: /重新检查/ }))
  await screen.findByText('与服务相差 -1 秒。')
  expect(app.inputsOf('app:self-test:run')).toHaveLength(2)
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('全部 1 项正常。'))
})

test('a test that could not be made says so', async () => {
  await open(() => fail('unexpected'))
  await screen.findByRole('alert')
})
